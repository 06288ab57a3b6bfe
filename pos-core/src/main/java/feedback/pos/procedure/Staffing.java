package feedback.pos.procedure;

import feedback.pos.catalog.Route;
import feedback.pos.catalog.Route.Choice;
import feedback.pos.catalog.RouteStep;
import feedback.pos.catalog.RouteStep.PassedOver;
import feedback.pos.catalog.RouteStep.PassedOver.Why;
import feedback.pos.message.Holder;
import feedback.pos.message.Message.Links;
import feedback.pos.organization.Load;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Role;
import feedback.pos.organization.Roster;
import feedback.pos.organization.Roster.Absence;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who works on a message at a body: those who are away are replaced by their deputies, those of whom is complained and those
 * who have no free hands are passed over.
 */
final class Staffing {
    /** Of a body with more executors, the first so many are looked at. */
    private static final int MOST = 500;

    /** Who is reached over more deputies than this is taken for nobody. */
    private static final int LONGEST_CHAIN = 20;

    /** So many of those who were not chosen are told of. */
    private static final int OTHERS = 10;

    private final Regulation regulation;

    Staffing(Regulation regulation) {
        this.regulation = regulation;
    }

    /**
     * Those who can be given a message.
     *
     * @param people each with how the person got among them
     * @param how they are chosen from
     * @param steps who was passed over
     */
    record Pool(Map<String, List<RouteStep>> people, Choice how, Roster roster, List<RouteStep> steps) {

        /** Whose loads the choice depends on; empty where it does not. */
        List<String> whoseLoads() {
            boolean matters =
                    people.size() > 1 || people.keySet().stream().anyMatch(each -> roster.capacity(each) != null);
            return matters ? List.copyOf(people.keySet()) : List.of();
        }

        /** @param loads of those of whom they are known; the others hold nothing */
        Chosen choose(Map<String, Load> loads) {
            List<RouteStep> way = new ArrayList<>(steps);
            List<String> free = new ArrayList<>();
            for (String each : people.keySet()) {
                Integer capacity = roster.capacity(each);
                int holding = load(loads, each).open();
                if (capacity != null && holding >= capacity) {
                    way.addAll(people.getOrDefault(each, List.of()));
                    way.add(new RouteStep.Full(each, holding, capacity));
                } else {
                    free.add(each);
                }
            }
            // Stable: of equals the first in the directory's order
            free.sort(order(loads));
            if (free.isEmpty()) {
                way.add(new RouteStep.Nobody());
                return new Chosen(null, way);
            }
            String executor = free.get(0);
            way.addAll(people.getOrDefault(executor, List.of()));
            way.add(because(executor, free, loads));
            return new Chosen(executor, way);
        }

        private Comparator<String> order(Map<String, Load> loads) {
            Comparator<String> byTurn = Comparator.comparing(
                    each -> load(loads, each).given(), Comparator.nullsFirst(Comparator.naturalOrder()));
            return how == Choice.BY_TURN
                    ? byTurn
                    : Comparator.<String>comparingInt(each -> load(loads, each).open())
                            .thenComparing(byTurn);
        }

        private RouteStep because(String executor, List<String> free, Map<String, Load> loads) {
            if (how == Choice.NAMED) {
                return new RouteStep.Named(executor);
            }
            if (free.size() == 1) {
                return new RouteStep.Only(executor);
            }
            Load load = load(loads, executor);
            return how == Choice.BY_TURN
                    ? new RouteStep.ByTurn(executor, load.given(), free.size())
                    : new RouteStep.ByLoad(
                            executor,
                            load.open(),
                            free.stream()
                                    .skip(1)
                                    .limit(OTHERS)
                                    .map(each -> new RouteStep.Held(
                                            each, load(loads, each).open()))
                                    .toList());
        }

        private static Load load(Map<String, Load> loads, String person) {
            return loads.getOrDefault(person, Load.none());
        }
    }

    /**
     * Who was chosen.
     *
     * @param executor null if nobody was left
     * @param steps why
     */
    record Chosen(@Nullable String executor, List<RouteStep> steps) {}

    /**
     * Those who can be given a message that a body holds.
     *
     * @param line how the table says that they are found; null for anybody at the body, by load
     */
    Pool pool(@Nullable Route line, Holder target, Links links, Instant now) {
        LocalDate today = now.atZone(zone(target)).toLocalDate();
        List<RouteStep> steps = new ArrayList<>();
        Map<String, List<RouteStep>> people = new LinkedHashMap<>();
        String named = line == null ? null : line.executor();
        Choice how = named != null
                ? Choice.NAMED
                : line != null && line.choice() == Choice.BY_TURN ? Choice.BY_TURN : Choice.BY_LOAD;
        List<String> asked = named != null ? List.of(named) : candidates(line, target);
        for (String each : asked) {
            List<RouteStep> way = new ArrayList<>();
            Optional<String> found = standIn(each, target, links, today, way);
            if (found.isEmpty() || people.containsKey(found.get())) {
                steps.addAll(way);
            } else {
                people.put(found.get(), way);
            }
        }
        return new Pool(people, how, regulation.roster(), steps);
    }

    private List<String> candidates(@Nullable Route line, Holder target) {
        return line != null && !line.candidates().isEmpty()
                ? line.candidates()
                : regulation.directory().people(target.organization(), Role.EXECUTOR).stream()
                        .limit(MOST)
                        .toList();
    }

    private ZoneId zone(Holder target) {
        return regulation
                .directory()
                .find(target.organization())
                .map(Organization::zone)
                .orElse(regulation.zone());
    }

    /** The person, or who stands in; empty if that leads to nobody. */
    private Optional<String> standIn(String person, Holder target, Links links, LocalDate today, List<RouteStep> way) {
        Set<String> seen = new HashSet<>();
        String at = person;
        while (true) {
            if (!seen.add(at) || seen.size() > LONGEST_CHAIN) {
                way.add(new PassedOver(at, Why.CIRCLE));
                return Optional.empty();
            }
            if (links.excludedPeople().contains(at)) {
                way.add(new PassedOver(at, Why.COMPLAINED_OF));
                return Optional.empty();
            }
            if (!at.equals(person) && !Regulation.isExecutor(regulation.directory(), at, target.organization())) {
                way.add(new PassedOver(at, Why.NO_EXECUTOR));
                return Optional.empty();
            }
            Optional<Absence> away = regulation.roster().absence(at, today);
            if (away.isEmpty()) {
                return Optional.of(at);
            }
            String deputy = away.get().deputy();
            way.add(new RouteStep.Absent(at, away.get().to(), deputy));
            if (deputy == null) {
                return Optional.empty();
            }
            at = deputy;
        }
    }
}
