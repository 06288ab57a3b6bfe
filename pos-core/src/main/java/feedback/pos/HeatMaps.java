package feedback.pos;

import feedback.pos.Insights.Split;
import feedback.pos.catalog.Districts.District;
import feedback.pos.insight.Bag;
import feedback.pos.insight.Crowd;
import feedback.pos.insight.Face;
import feedback.pos.insight.HeatMap;
import feedback.pos.insight.HeatMap.By;
import feedback.pos.insight.HeatMap.Frame;
import feedback.pos.insight.HeatMap.Period;
import feedback.pos.insight.HeatMap.Sight;
import feedback.pos.insight.HeatMap.Spot;
import feedback.pos.insight.Merging;
import feedback.pos.insight.Release;
import feedback.pos.message.Cell;
import feedback.pos.message.Message;
import feedback.pos.message.Point;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Regulation;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Filter;
import feedback.pos.store.Filter.Box;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Draws maps of numbers, each as exactly as the asker may look. Thread-safe. */
final class HeatMaps {
    /** How many cells there may be in an answer. */
    static final int MOST_CELLS = 5_000;

    /** How many steps of time there may be. */
    static final int MOST_STEPS = 62;

    /** How many numbers all frames may have together. */
    private static final int MOST_NUMBERS = 100_000;

    private static final int CELLS_WANTED = 2_000;
    private static final int COARSEST_KEPT = Face.LEVELS.get(0);

    /** Coarsely over the whole earth, then what was found once more. */
    private static final List<Integer> SEARCHED = List.of(COARSEST_KEPT, 12);

    private static final int FINEST = Face.LEVELS.get(Face.LEVELS.size() - 1);
    private static final Box EARTH = new Box(-180, -90, 180, 90);
    private static final Comparator<Cell> ORDER =
            Comparator.comparingInt(Cell::level).thenComparingInt(Cell::y).thenComparingInt(Cell::x);

    private final Office office;
    private final Insights insights;
    private final PublicMap published;

    HeatMaps(Office office, Insights insights) {
        this.office = office;
        this.insights = insights;
        this.published = new PublicMap(office, insights);
    }

    /** The map, see {@link Insights#heat}. */
    HeatMap draw(HeatQuestion question, Actor actor) {
        Access access = access(question, actor);
        if (access.sight() == Sight.PUBLIC) {
            return new PublicAnswer(published, rules(), office.now()).to(question);
        }
        if (question.step() != null && question.compare() != null) {
            throw Refusal.field("compare", "heat.stepOrCompare");
        }
        Filter filter = question.filter().withBox(null).withWithin(access.within());
        By by = question.by() == null ? By.CELLS : question.by();
        return by == By.CELLS
                ? byCells(question, filter, access.sight())
                : byDistricts(question, filter, access.sight());
    }

    private Regulation rules() {
        return office.procedure().regulation();
    }

    // Rights

    /** How exactly somebody may look, and at what of which bodies. */
    private record Access(Sight sight, Set<String> within) {}

    private Access access(HeatQuestion question, Actor actor) {
        Set<String> read = bodies(actor, Role::seesMessages);
        Set<String> count = bodies(actor, role -> role.seesMessages() || role == Role.ANALYST);
        Sight most = question.sight() == null ? Sight.EXACT : question.sight();
        if (most == Sight.PUBLIC || (question.sight() == null && count.isEmpty())) {
            return new Access(Sight.PUBLIC, Set.of());
        }
        if (count.isEmpty() || (question.sight() == Sight.EXACT && read.isEmpty())) {
            throw Refusal.of(Reason.FORBIDDEN, "heat.sight", most);
        }
        String wanted = question.filter().organization();
        boolean isAllRead = wanted == null
                ? read.containsAll(count)
                : rules().directory().path(wanted).stream().anyMatch(read::contains);
        if (most == Sight.EXACT && (isAllRead || question.sight() == Sight.EXACT)) {
            return new Access(Sight.EXACT, read);
        }
        return new Access(Sight.MERGED, count);
    }

    private interface Roles {
        boolean have(Role role);
    }

    private Set<String> bodies(Actor actor, Roles roles) {
        return actor.grants().stream()
                .filter(grant -> roles.have(grant.role()))
                .map(Grant::organization)
                .collect(Collectors.toSet());
    }

    // Cells

    private HeatMap byCells(HeatQuestion question, Filter filter, Sight sight) {
        Box box = question.box() == null ? around(filter) : question.box();
        int level = level(box, question.zoom());
        List<Frame> frames = new ArrayList<>();
        int numbers = 0;
        for (Period period : periods(question)) {
            List<Filter> filters = new ArrayList<>(List.of(within(filter, period, question)));
            if (question.compare() != null) {
                filters.add(PublicMap.between(
                        filter, question.compare().from(), question.compare().to(), rules().zone()));
            }
            Frame frame = cells(period, filters, box, level, sight);
            numbers += frame.places().size();
            if (frame.places().size() > MOST_CELLS || numbers > MOST_NUMBERS) {
                throw Refusal.field("bbox", "heat.tooMany", MOST_CELLS);
            }
            frames.add(frame);
        }
        return new HeatMap(sight, crowd(), By.CELLS, level, frames, question.compare());
    }

    private int crowd() {
        return rules().policy().crowd();
    }

    /** The numbers of one period, and of the one compared with if there are two filters. */
    private Frame cells(Period period, List<Filter> filters, Box box, int level, Sight sight) {
        Map<Cell, long[]> counts = new TreeMap<>(ORDER);
        long[] totals = new long[filters.size()];
        for (int i = 0; i < filters.size(); i++) {
            Insights.Mapped mapped = insights.mapped(filters.get(i), box, Math.max(level, COARSEST_KEPT));
            totals[i] = mapped.whole().count();
            for (Map.Entry<Cell, Bag> each : mapped.cells().entrySet()) {
                Cell cell = each.getKey().level() > level ? each.getKey().up(level) : each.getKey();
                counts.computeIfAbsent(cell, any -> new long[filters.size()])[i] +=
                        each.getValue().count();
            }
        }
        return sight == Sight.EXACT ? exact(period, counts, totals) : merged(period, counts, totals, filters, level);
    }

    private static Frame exact(Period period, Map<Cell, long[]> counts, long[] totals) {
        boolean isTwo = totals.length > 1;
        List<Spot> spots = new ArrayList<>();
        long shown = 0;
        for (Map.Entry<Cell, long[]> each : counts.entrySet()) {
            long[] numbers = each.getValue();
            spots.add(new Spot(each.getKey(), null, numbers[0], false, isTwo ? (Long) numbers[1] : null));
            shown += numbers[0];
        }
        return new Frame(period, spots, totals[0], totals[0] - shown, isTwo ? (Long) totals[1] : null);
    }

    private Frame merged(Period period, Map<Cell, long[]> counts, long[] totals, List<Filter> filters, int level) {
        int crowd = crowd();
        Map<Cell, List<Crowd>> crowds = new HashMap<>();
        List<Crowd> rest = new ArrayList<>();
        for (int i = 0; i < filters.size(); i++) {
            int at = i;
            Map<Object, Set<String>> senders =
                    Senders.of(office.storage().messages(), filters.get(i), message -> placeOf(message, level, counts));
            long placed = 0;
            for (Map.Entry<Cell, long[]> each : counts.entrySet()) {
                long number = each.getValue()[at];
                placed += number;
                crowds.computeIfAbsent(each.getKey(), cell -> new ArrayList<>())
                        .add(new Crowd(number, senders.getOrDefault(each.getKey(), Set.of())));
            }
            rest.add(new Crowd(totals[at] - placed, senders.getOrDefault(ELSEWHERE, Set.of())));
        }
        Merging map = Merging.of(crowds, rest, crowd);
        boolean isTwo = filters.size() > 1;
        List<Spot> spots = map.shown().stream()
                .map(each -> new Spot(
                        each.cell(),
                        null,
                        each.crowds().get(0).messages(),
                        false,
                        isTwo ? (Long) each.crowds().get(1).messages() : null))
                .sorted(Comparator.comparing(spot -> Objects.requireNonNull(spot.cell()), ORDER))
                .toList();
        // If what is left is too few, nothing else is shown, and the total would tell of it
        boolean isTold = map.restHides();
        return new Frame(
                period,
                spots,
                isTold ? (Long) totals[0] : null,
                isTold ? (Long) map.rest().get(0).messages() : null,
                isTold && isTwo ? (Long) totals[1] : null);
    }

    private static final Object ELSEWHERE = "";

    private static Object placeOf(Message message, int level, Map<Cell, long[]> counts) {
        Point point = message.submission().location();
        Cell cell = point == null ? null : Cell.of(level, point.lat(), point.lon());
        return cell != null && counts.containsKey(cell) ? cell : ELSEWHERE;
    }

    /** Where the messages of a filter lie; the whole earth if nowhere. */
    private Box around(Filter filter) {
        Box box = EARTH;
        for (int level : SEARCHED) {
            Set<Cell> cells = insights.cells(filter, box, level).keySet();
            if (cells.isEmpty()) {
                return box;
            }
            // To the point inside the outermost cells, or their neighbours would be touched as well
            double inside = 1e-9;
            box = new Box(
                    cells.stream().mapToDouble(Cell::west).min().orElse(-180) + inside,
                    cells.stream().mapToDouble(Cell::south).min().orElse(-90) + inside,
                    cells.stream().mapToDouble(Cell::east).max().orElse(180) - inside,
                    cells.stream().mapToDouble(Cell::north).max().orElse(90) - inside);
        }
        return box;
    }

    /**
     * The level of cells for a look: at a zoom cells are 16 to 32 points of the screen wide, where so many fit; else the finest of which not too many
     * fit into the box.
     */
    static int level(Box box, @Nullable Integer zoom) {
        int level = zoom == null ? FINEST : Math.min(FINEST, Math.max(0, (zoom + 4) / 2 * 2));
        while (level > 0 && fitting(box, level) > CELLS_WANTED) {
            level -= 2;
        }
        return level;
    }

    private static double fitting(Box box, int level) {
        double width = (box.crosses() ? box.east() + 360 : box.east()) - box.west();
        double side = 1 << level;
        return (Math.ceil(width / 360 * side) + 1) * (Math.ceil((box.north() - box.south()) / 180 * side) + 1);
    }

    // Districts

    private HeatMap byDistricts(HeatQuestion question, Filter filter, Sight sight) {
        List<District> districts = rules().routes().districts().parts();
        List<Frame> frames = new ArrayList<>();
        for (Period period : periods(question)) {
            Counted now = count(within(filter, period, question), districts, sight);
            Counted before = question.compare() == null
                    ? null
                    : count(
                            PublicMap.between(
                                    filter,
                                    question.compare().from(),
                                    question.compare().to(),
                                    rules().zone()),
                            districts,
                            sight);
            List<Spot> spots = new ArrayList<>();
            long shown = 0;
            for (District district : districts) {
                Long count = now.numbers().get(district.id());
                spots.add(new Spot(
                        null,
                        district,
                        count,
                        false,
                        before == null ? null : before.numbers().get(district.id())));
                shown += count == null ? 0 : count;
            }
            Long total = now.total();
            // Districts may overlap by a slip of the pen
            Long elsewhere = total == null ? null : (Long) Math.max(0, total - shown);
            frames.add(new Frame(period, spots, total, elsewhere, before == null ? null : before.total()));
        }
        return new HeatMap(sight, crowd(), By.TERRITORIES, 0, frames, question.compare());
    }

    /** Numbers by the ids of districts; those that are left out are not there. */
    private record Counted(
            Map<String, Long> numbers, @Nullable Long total) {}

    private Counted count(Filter filter, List<District> districts, Sight sight) {
        Map<String, Bag> sums = insights.sums(filter, Split.DISTRICT);
        Map<String, Long> numbers = new LinkedHashMap<>();
        long placed = 0;
        for (District district : districts) {
            Bag bag = sums.get(district.id());
            numbers.put(district.id(), bag == null ? 0 : bag.count());
            placed += bag == null ? 0 : bag.count();
        }
        long total = insights.sums(filter).count();
        if (sight == Sight.EXACT) {
            return new Counted(numbers, total);
        }
        Set<String> parts = new HashSet<>(numbers.keySet());
        Map<String, Set<String>> senders =
                Senders.of(office.storage().messages(), filter, message -> district(message, parts));
        List<List<Crowd>> table = new ArrayList<>();
        numbers.forEach((id, count) -> table.add(List.of(new Crowd(count, senders.getOrDefault(id, Set.of())))));
        table.add(List.of(new Crowd(Math.max(0, total - placed), senders.getOrDefault("", Set.of()))));
        Release release = Release.of(table, crowd());
        Map<String, Long> shown = new HashMap<>();
        for (int row = 0; row < districts.size(); row++) {
            Long number = release.row(row);
            if (number != null) {
                shown.put(districts.get(row).id(), number);
            }
        }
        return new Counted(shown, release.total());
    }

    private String district(Message message, Set<String> parts) {
        Point point = message.submission().location();
        return point == null
                ? ""
                : rules().routes().districts().around(point.lat(), point.lon()).stream()
                        .map(District::id)
                        .filter(parts::contains)
                        .findFirst()
                        .orElse("");
    }

    // Time

    private Filter within(Filter filter, Period period, HeatQuestion question) {
        if (question.step() == null) {
            return filter;
        }
        Filter step = PublicMap.between(filter, period.from(), period.to(), rules().zone());
        Instant from = filter.from();
        Instant to = filter.to();
        Instant begin = Objects.requireNonNull(step.from());
        Instant end = Objects.requireNonNull(step.to());
        return step.withFrom(from != null && from.isAfter(begin) ? from : begin)
                .withTo(to != null && to.isBefore(end) ? to : end);
    }

    private List<Period> periods(HeatQuestion question) {
        ZoneId zone = rules().zone();
        Filter filter = question.filter();
        LocalDate from = filter.from() == null ? null : LocalDate.ofInstant(filter.from(), zone);
        LocalDate to = filter.to() == null
                ? null
                : LocalDate.ofInstant(filter.to().minusNanos(1), zone).plusDays(1);
        if (question.step() == null) {
            return List.of(new Period(from, to));
        }
        LocalDate end = to == null ? LocalDate.ofInstant(office.now(), zone).plusDays(1) : to;
        if (from == null) {
            throw Refusal.field("from", "heat.stepsFrom");
        }
        return Steps.of(from, end, question.step(), MOST_STEPS);
    }
}
