package feedback.pos.procedure;

import feedback.pos.catalog.Districts;
import feedback.pos.catalog.Districts.District;
import feedback.pos.catalog.Districts.Near;
import feedback.pos.catalog.Route;
import feedback.pos.catalog.RouteStep;
import feedback.pos.catalog.Routes;
import feedback.pos.message.Holder;
import feedback.pos.message.Point;
import feedback.pos.message.Submission;
import feedback.pos.message.TopicChoice;
import feedback.pos.moderation.Rules;
import feedback.pos.organization.Territory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a message goes by its topic and its place.
 *
 * <p>The place is the point on the map where there is one, and the territory that was chosen. Where the point's district is
 * an ОКТМО territory, the narrower of the two counts if one holds the other; if neither does, the point counts, since a finger
 * on the map says more than a choice from a list, and the coordinator is warned.
 */
final class Routing {
    /** More bodies beyond a border than these would not help anybody. */
    private static final int NEIGHBOURS = 3;

    private final Regulation regulation;
    private final Clockwork clockwork;

    Routing(Regulation regulation, Clockwork clockwork) {
        this.regulation = regulation;
        this.clockwork = clockwork;
    }

    /**
     * Where a message goes.
     *
     * @param holder the body, without an executor
     * @param line the line of the table by which an executor is found; null where the table did not decide
     * @param steps why
     */
    record Plan(Holder holder, @Nullable Route line, List<RouteStep> steps) {
        Plan {
            steps = List.copyOf(steps);
        }

        /** Whether an executor is found without anybody having to coordinate. */
        boolean isOneStep() {
            return line != null && (line.executor() != null || line.choice() != Route.Choice.NAMED);
        }

        boolean leadsTo(String organization) {
            return holder.organization().equals(organization);
        }
    }

    /** A place as the table knows it. */
    private record Place(List<District> around, Territory territory) {}

    /** @return empty if no rule leads on and no line of the table fits */
    Optional<Plan> plan(TopicChoice topic, Submission sent) {
        Optional<Plan> ruled = ruled(topic, sent);
        return ruled.isPresent() ? ruled : byTable(topic.path(), sent);
    }

    /** Whom the rule that fired names, as it stands now; a preset addressee gives way only to a rule that asks for it. */
    private Optional<Plan> ruled(TopicChoice topic, Submission sent) {
        return Optional.ofNullable(topic.rule())
                .flatMap(regulation.rules()::find)
                .filter(rule -> rule.on() && (sent.organization() == null || rule.organization() != null))
                .filter(rule -> Rules.isAddressable(rule.then(), regulation.directory()))
                .map(rule -> {
                    String organization = Objects.requireNonNull(rule.then().organization());
                    String executor = rule.then().executor();
                    return new Plan(
                            clockwork.holder(organization),
                            executor == null ? null : new Route("", "", organization, executor),
                            List.of(new RouteStep.ByRule(rule.id(), organization)));
                });
    }

    private Optional<Plan> byTable(List<String> topicPath, Submission sent) {
        List<RouteStep> steps = new ArrayList<>();
        Place place = place(sent, steps);
        Route line = find(topicPath, place);
        if (line == null) {
            return Optional.empty();
        }
        String addressee = sent.organization();
        if (addressee != null && !addressee.equals(line.organization())) {
            steps.add(new RouteStep.Addressed(addressee, line.organization()));
            return Optional.of(new Plan(clockwork.holder(addressee), null, steps));
        }
        steps.add(new RouteStep.Ruled(
                line.topic(),
                topicPath.indexOf(line.topic()) + 1,
                line.district(),
                line.territory(),
                line.organization()));
        Point point = sent.location();
        if (point != null) {
            warnOfBorders(topicPath, sent.territory(), point, place, line.organization(), steps);
        }
        return Optional.of(new Plan(clockwork.holder(line.organization()), line, steps));
    }

    private @Nullable Route find(List<String> topicPath, Place place) {
        return regulation
                .routes()
                .find(topicPath, place.around(), place.territory())
                .orElse(null);
    }

    private Place place(Submission sent, List<RouteStep> steps) {
        Districts map = regulation.routes().districts();
        Point point = sent.location();
        if (point == null || map.all().isEmpty()) {
            return new Place(List.of(), sent.territory());
        }
        List<District> around = map.around(point.lat(), point.lon());
        if (around.isEmpty()) {
            steps.add(new RouteStep.Outside());
            return new Place(List.of(), sent.territory());
        }
        District smallest = around.get(0);
        Territory own = smallest.territory();
        steps.add(new RouteStep.Located(smallest.id(), smallest.name(), own == null ? null : own.oktmo()));
        District owner = withTerritory(around);
        Territory there = owner == null ? null : owner.territory();
        if (owner != null && there != null && isElsewhere(there, sent.territory())) {
            steps.add(new RouteStep.Contradicted(sent.territory().oktmo(), owner.id(), owner.name(), there.oktmo()));
        }
        return new Place(around, narrower(there, sent.territory()));
    }

    private static @Nullable District withTerritory(List<District> around) {
        return around.stream()
                .filter(each -> each.territory() != null)
                .findFirst()
                .orElse(null);
    }

    private static boolean isElsewhere(Territory there, Territory chosen) {
        return !there.contains(chosen) && !chosen.contains(there);
    }

    private static Territory narrower(@Nullable Territory there, Territory chosen) {
        return there == null || there.contains(chosen) ? chosen : there;
    }

    private void warnOfBorders(
            List<String> topicPath,
            Territory chosen,
            Point point,
            Place here,
            String competent,
            List<RouteStep> steps) {
        Routes routes = regulation.routes();
        List<Near> near = routes.districts().near(point.lat(), point.lon(), routes.borderMetres());
        Set<String> told = new HashSet<>(Set.of(competent));
        boolean hasNeighbour = false;
        for (Near each : near) {
            if (!here.around().contains(each.district())) {
                hasNeighbour = true;
                List<District> there = List.of(each.district());
                Place beyond = new Place(there, narrower(each.district().territory(), chosen));
                warn(find(topicPath, beyond), each, told, steps);
            }
        }
        for (Near each : near) {
            if (!hasNeighbour && here.around().contains(each.district())) {
                // Nothing is drawn on the other side
                List<District> rest = here.around().stream()
                        .filter(district -> !district.equals(each.district()))
                        .toList();
                District owner = withTerritory(rest);
                Territory there = owner == null ? null : owner.territory();
                warn(find(topicPath, new Place(rest, narrower(there, chosen))), each, told, steps);
            }
        }
    }

    private static void warn(@Nullable Route beyond, Near near, Set<String> told, List<RouteStep> steps) {
        if (beyond != null && told.size() <= NEIGHBOURS && told.add(beyond.organization())) {
            District district = near.district();
            steps.add(new RouteStep.NearBorder(
                    district.id(), district.name(), beyond.organization(), (int) Math.round(near.metres())));
        }
    }
}
