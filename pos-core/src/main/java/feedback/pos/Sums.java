package feedback.pos;

import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Topic;
import feedback.pos.insight.Bag;
import feedback.pos.insight.Face;
import feedback.pos.insight.Fact;
import feedback.pos.insight.Grain;
import feedback.pos.message.Cell;
import feedback.pos.organization.Directory;
import feedback.pos.organization.Organization;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Figures;
import feedback.pos.store.Filter;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Figures of one filter at one moment: from counters wherever counters of the place and topic that it names are kept, for the rest
 * from the facts themselves. Both ways give the same. Not thread-safe.
 */
final class Sums {
    private static final Set<Grain> EVERY_GRAIN = EnumSet.allOf(Grain.class);
    private static final Set<Grain> DAYS = EnumSet.of(Grain.DAY);
    private static final Set<Grain> MONTHS = EnumSet.of(Grain.DAY, Grain.MONTH);
    private static final int REGION_DIGITS = 2;
    private static final int STEP_DIGITS = 3;
    private static final String BEHIND_ALL_DIGITS = "~";

    private final Figures.Reading reading;
    private final Filter filter;
    private final Regulation rules;

    /** Within which bodies: null for all, none for nothing. */
    private final @Nullable List<String> bodies;

    Sums(Figures.Reading reading, Filter filter, Regulation rules) {
        this.reading = reading;
        this.filter = filter;
        this.rules = rules;
        this.bodies = bodies(filter, rules);
    }

    /** The topmost ones of the bodies that are meant, of which none lies below another. */
    private static @Nullable List<String> bodies(Filter filter, Regulation rules) {
        Directory directory = rules.directory();
        String wanted = filter.organization();
        Set<String> within = filter.within();
        if (wanted != null && wanted.equals(rules.root())) {
            wanted = null;
        }
        if (within == null || within.contains(rules.root())) {
            return wanted == null ? null : List.of(wanted);
        }
        if (wanted != null && directory.path(wanted).stream().anyMatch(within::contains)) {
            return List.of(wanted);
        }
        String above = wanted;
        return within.stream()
                .filter(each -> above == null || directory.path(each).contains(above))
                .filter(each -> directory.path(each).stream()
                        .noneMatch(higher -> !higher.equals(each) && within.contains(higher)))
                .sorted()
                .toList();
    }

    // What is asked for

    Bag whole() {
        List<Face> faces = faces(topic());
        Bag bag = new Bag();
        collect(faces, EVERY_GRAIN, (face, day, found) -> bag.add(found));
        return bag;
    }

    SortedMap<String, Bag> split(Insights.Split split) {
        return something(by(split));
    }

    /** Without the keys of which nothing is left: what is read may be taken away again by what is read later. */
    private static SortedMap<String, Bag> something(SortedMap<String, Bag> split) {
        split.values().removeIf(Bag::isEmpty);
        return split;
    }

    private SortedMap<String, Bag> by(Insights.Split split) {
        return switch (split) {
            case DAY -> byTime(DAYS, LocalDate::toString);
            case WEEK -> byTime(DAYS, Sums::monday);
            case MONTH -> byTime(MONTHS, Sums::month);
            case YEAR -> byTime(EVERY_GRAIN, day -> String.valueOf(day.getYear()));
            case ORGANIZATION -> byOrganization();
            case TOPIC -> byTopic();
            case TERRITORY -> byTerritory();
            case DISTRICT -> byDistrict();
        };
    }

    static String monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toString();
    }

    static String month(LocalDate day) {
        return day.toString().substring(0, "2026-01".length());
    }

    private SortedMap<String, Bag> byTime(Set<Grain> grains, Function<LocalDate, String> key) {
        SortedMap<String, Bag> split = new TreeMap<>();
        collect(faces(topic()), grains, (face, day, found) -> add(split, key.apply(day), found));
        return split;
    }

    private SortedMap<String, Bag> byOrganization() {
        String topic = topic();
        if (topic == null || filter.territory() != null || filter.box() != null || !isWholeOrCategory(topic)) {
            return byFacts(this::bodyOf);
        }
        return byBody(Face.Side.ORGANIZATION, topic);
    }

    private SortedMap<String, Bag> byBody(Face.Side side, String topic) {
        List<String> tops = bodies == null ? List.of(rules.root()) : bodies;
        if (tops.size() != 1) {
            return byKeys(tops, body -> new Face(side, body, topic));
        }
        String top = tops.get(0);
        SortedMap<String, Bag> below = byKeys(
                rules.directory().children(top).stream().map(Organization::id).toList(),
                body -> new Face(side, body, topic));
        addRest(below, top, List.of(new Face(side, top, topic)));
        return below;
    }

    private String bodyOf(Fact fact) {
        List<String> tops = bodies == null ? List.of(rules.root()) : bodies;
        for (int at = 0; at < fact.holders().size(); at++) {
            String body = fact.holders().get(at);
            if (tops.contains(body)) {
                return tops.size() > 1 || at + 1 == fact.holders().size()
                        ? body
                        : fact.holders().get(at + 1);
            }
        }
        return tops.get(0);
    }

    private SortedMap<String, Bag> byTopic() {
        String topic = topic();
        List<Face> base = topic == null || !topic.isEmpty() && bodies != null ? null : places("");
        if (base == null || topic != null && !topic.isEmpty() && base.get(0).side() != Face.Side.ALL) {
            return byFacts(this::topicOf);
        }
        String above = Objects.requireNonNull(topic);
        Map<Face, String> keys = new LinkedHashMap<>();
        for (Topic each : rules.catalog().topics()) {
            if (above.equals(Objects.requireNonNullElse(each.parent(), ""))) {
                base.forEach(face -> keys.put(new Face(face.side(), face.id(), each.code()), each.code()));
            }
        }
        SortedMap<String, Bag> below = byKeys(keys);
        // On the topic itself; and what the catalog has no more
        addRest(
                below,
                above,
                base.stream()
                        .map(face -> new Face(face.side(), face.id(), above))
                        .toList());
        return below;
    }

    private String topicOf(Fact fact) {
        String above = filter.topic() != null ? filter.topic() : filter.category();
        int at = above == null ? 0 : fact.topics().indexOf(above) + 1;
        return fact.topics().get(Math.min(at, fact.topics().size() - 1));
    }

    private SortedMap<String, Bag> byTerritory() {
        String topic = topic();
        String prefix = filter.territory() == null ? "" : filter.territory().prefix();
        if (topic == null || bodies != null || filter.box() != null || !isWholeOrCategory(topic)) {
            return byFacts(fact -> territoryOf(fact, prefix));
        }
        int digits = Math.max(prefix.length(), REGION_DIGITS) + STEP_DIGITS;
        SortedMap<String, Bag> below = new TreeMap<>();
        Face like = new Face(Face.Side.TERRITORY, prefix, topic);
        Times times = times();
        times.forEach(
                like,
                EVERY_GRAIN,
                (grain, from, to) -> reading.counters(
                        Face.Side.TERRITORY,
                        prefix,
                        prefix + BEHIND_ALL_DIGITS,
                        topic,
                        grain,
                        from,
                        to,
                        (face, bucket, bag) -> {
                            if (face.id().length() == digits) {
                                add(below, face.id(), wanted(bag));
                            }
                        }));
        times.forEachRest(
                like,
                EVERY_GRAIN,
                part -> reading.facts(part, fact -> {
                    String id = territoryOf(fact, prefix);
                    if (id.length() == digits) {
                        add(below, id, new Bag().add(fact.mark(), 1));
                    }
                }));
        addRest(below, prefix, List.of(prefix.isEmpty() ? Face.all(topic) : like));
        return below;
    }

    private static String territoryOf(Fact fact, String prefix) {
        int digits = Math.max(prefix.length(), REGION_DIGITS) + STEP_DIGITS;
        String id = fact.territory();
        return id.length() < digits || id.startsWith("000", digits - STEP_DIGITS) ? prefix : id.substring(0, digits);
    }

    private SortedMap<String, Bag> byDistrict() {
        String topic = topic();
        if (topic == null
                || bodies != null
                || filter.territory() != null
                || filter.box() != null
                || !isWholeOrCategory(topic)) {
            SortedMap<String, Bag> split = new TreeMap<>();
            reading.facts(
                    filter, fact -> fact.districts().forEach(each -> add(split, each, new Bag().add(fact.mark(), 1))));
            return split;
        }
        return byKeys(
                rules.routes().districts().all().stream().map(each -> each.id()).toList(),
                id -> new Face(Face.Side.DISTRICT, id, topic));
    }

    Map<Cell, Bag> cells(Filter.Box box, int level) {
        String topic = topic();
        Map<Cell, Bag> cells = new HashMap<>();
        int most = (1 << level) - 1;
        int south = Cell.of(level, box.south(), box.west()).y();
        int north = Cell.of(level, box.north(), box.west()).y();
        int west = Cell.of(level, box.south(), box.west()).x();
        int east = Cell.of(level, box.south(), box.east()).x();
        Cells within =
                (x, y) -> y >= south && y <= north && (box.crosses() ? x >= west || x <= east : x >= west && x <= east);
        Receiving receiving = (id, bag) -> {
            Cell cell = Face.cell(id);
            if (within.has(cell.x(), cell.y())) {
                cells.computeIfAbsent(cell, each -> new Bag()).add(bag);
            }
        };
        Face like = new Face(Face.Side.CELL, Face.id(level, south, 0), topic == null ? "" : topic);
        if (topic == null
                || bodies != null
                || filter.territory() != null
                || !Fact.isCounted(like, isWholeOrCategory(topic), Grain.MONTH)) {
            byCell(filter, level, receiving);
            return cells;
        }
        String before = north == most ? Face.id(level + 1, 0, 0) : Face.id(level, north + 1, 0);
        Times times = times();
        times.forEach(
                like,
                EVERY_GRAIN,
                (grain, from, to) -> reading.counters(
                        Face.Side.CELL,
                        like.id(),
                        before,
                        topic,
                        grain,
                        from,
                        to,
                        (face, bucket, bag) -> receiving.of(face.id(), wanted(bag))));
        times.forEachRest(like, EVERY_GRAIN, part -> byCell(part, level, receiving));
        cells.values().removeIf(Bag::isEmpty);
        return cells;
    }

    private interface Cells {
        boolean has(int x, int y);
    }

    private interface Receiving {
        void of(String id, Bag bag);
    }

    private void byCell(Filter part, int level, Receiving receiving) {
        reading.facts(part, fact -> {
            if (fact.point() != null) {
                Cell cell = Cell.of(level, fact.point().lat(), fact.point().lon());
                receiving.of(Face.id(level, cell.y(), cell.x()), new Bag().add(fact.mark(), 1));
            }
        });
    }

    Bag answered() {
        return ofBodies(Face.Side.ANSWERS);
    }

    SortedMap<String, Bag> answered(Insights.Split split) {
        return something(ofBodies(Face.Side.ANSWERS, split));
    }

    Bag passages() {
        return ofBodies(Face.Side.PASSAGES);
    }

    SortedMap<String, Bag> passages(Insights.Split split) {
        return something(ofBodies(Face.Side.PASSAGES, split));
    }

    private Bag ofBodies(Face.Side side) {
        refuseMoreThanBodies();
        Bag bag = new Bag();
        collect(tops(side), MONTHS, (face, day, found) -> bag.add(found));
        return bag;
    }

    private SortedMap<String, Bag> ofBodies(Face.Side side, Insights.Split split) {
        refuseMoreThanBodies();
        return switch (split) {
            case ORGANIZATION -> byBody(side, "");
            case DAY -> byTime(side, DAYS, LocalDate::toString);
            case WEEK -> byTime(side, DAYS, Sums::monday);
            case MONTH -> byTime(side, MONTHS, Sums::month);
            case YEAR -> byTime(side, MONTHS, day -> String.valueOf(day.getYear()));
            case TOPIC, TERRITORY, DISTRICT ->
                throw new IllegalArgumentException("answers and passages are not counted by " + split);
        };
    }

    private SortedMap<String, Bag> byTime(Face.Side side, Set<Grain> grains, Function<LocalDate, String> key) {
        SortedMap<String, Bag> split = new TreeMap<>();
        collect(tops(side), grains, (face, day, found) -> add(split, key.apply(day), found));
        return split;
    }

    private List<Face> tops(Face.Side side) {
        List<String> tops = bodies == null ? List.of(rules.root()) : bodies;
        return tops.stream().map(body -> new Face(side, body, "")).toList();
    }

    private void refuseMoreThanBodies() {
        if (filter.topic() != null || filter.category() != null || filter.territory() != null || filter.box() != null) {
            throw new IllegalArgumentException("answers and passages are counted by bodies alone");
        }
    }

    SortedMap<String, Bag> executors(List<String> people) {
        refuseMoreThanBodies();
        Times times = times();
        SortedMap<String, Bag> split = new TreeMap<>();
        if (!times.isEmpty() && !people.isEmpty()) {
            reading.counters(
                    people.stream()
                            .map(id -> new Face(Face.Side.EXECUTOR, id, ""))
                            .toList(),
                    Grain.MONTH,
                    Grain.MONTH.bucket(times.firstDay()),
                    Grain.MONTH.bucket(times.lastDay()),
                    (face, bucket, bag) -> add(split, face.id(), wanted(bag)));
        }
        return something(split);
    }

    // How it is found

    private interface Found {
        void of(@Nullable Face face, LocalDate day, Bag bag);
    }

    /** The one topic that is asked for; empty for all, null where a face has no place for what is asked. */
    private @Nullable String topic() {
        String topic = filter.topic();
        String category = filter.category();
        if (topic != null && category != null && !topic.equals(category)) {
            return null;
        }
        String either = topic != null ? topic : category;
        if (either == null) {
            return "";
        }
        Catalog catalog = rules.catalog();
        boolean isKnown = catalog.find(either).isPresent() && (category == null || isCategory(either));
        return isKnown ? either : null;
    }

    private boolean isCategory(String topic) {
        return rules.catalog().find(topic).isPresent()
                && rules.catalog().path(topic).size() == 1;
    }

    private boolean isWholeOrCategory(String topic) {
        return topic.isEmpty() || isCategory(topic);
    }

    /** The faces whose sum is what the filter selects, if there are such. */
    private @Nullable List<Face> faces(@Nullable String topic) {
        return topic == null ? null : places(topic);
    }

    private @Nullable List<Face> places(String topic) {
        if (filter.box() != null) {
            return null;
        }
        List<Face> faces;
        if (filter.territory() != null) {
            faces = bodies != null
                    ? null
                    : List.of(new Face(Face.Side.TERRITORY, filter.territory().prefix(), topic));
        } else if (bodies != null) {
            faces = bodies.stream()
                    .map(body -> new Face(Face.Side.ORGANIZATION, body, topic))
                    .toList();
        } else {
            return List.of(Face.all(topic));
        }
        return isWholeOrCategory(topic) ? faces : null;
    }

    private SortedMap<String, Bag> byFacts(Function<Fact, String> key) {
        SortedMap<String, Bag> split = new TreeMap<>();
        if (bodies == null || !bodies.isEmpty()) {
            reading.facts(filter, fact -> add(split, key.apply(fact), new Bag().add(fact.mark(), 1)));
        }
        return split;
    }

    private SortedMap<String, Bag> byKeys(Collection<String> keys, Function<String, Face> face) {
        Map<Face, String> faces = new LinkedHashMap<>();
        keys.forEach(key -> faces.put(face.apply(key), key));
        return byKeys(faces);
    }

    private SortedMap<String, Bag> byKeys(Map<Face, String> keys) {
        SortedMap<String, Bag> split = new TreeMap<>();
        collect(List.copyOf(keys.keySet()), EVERY_GRAIN, (face, day, found) -> {
            String key = keys.get(face);
            if (key != null) {
                add(split, key, found);
            }
        });
        return split;
    }

    private static void add(SortedMap<String, Bag> split, String key, Bag bag) {
        if (!bag.isEmpty()) {
            split.computeIfAbsent(key, each -> new Bag()).add(bag);
        }
    }

    /** What the whole has and no part: what lies directly in it. */
    private void addRest(SortedMap<String, Bag> parts, String key, List<Face> whole) {
        Bag rest = new Bag();
        collect(whole, EVERY_GRAIN, (face, day, found) -> rest.add(found));
        parts.values().forEach(part -> part.forEach((mark, amount) -> rest.add(mark, -amount)));
        Bag own = new Bag();
        rest.forEach((mark, amount) -> own.add(mark, Math.max(0, amount)));
        add(parts, key, own);
    }

    /** What faces of one side and one depth of topic count in the filter's period, or the facts where there are no such faces. */
    private void collect(@Nullable List<Face> faces, Set<Grain> grains, Found found) {
        if (faces == null) {
            reading.facts(filter, fact -> found.of(null, fact.day(), new Bag().add(fact.mark(), 1)));
            return;
        }
        if (faces.isEmpty()) {
            return;
        }
        Face like = faces.get(0);
        Times times = times();
        times.forEach(
                like,
                grains,
                (grain, from, to) -> reading.counters(
                        faces,
                        grain,
                        from,
                        to,
                        (face, bucket, bag) -> found.of(face, grain.start(bucket), wanted(bag))));
        if (like.side() == Face.Side.ANSWERS || like.side() == Face.Side.PASSAGES) {
            return;
        }
        Set<Face> wanted = Set.copyOf(faces);
        times.forEachRest(
                like,
                grains,
                part -> reading.facts(
                        part,
                        fact -> fact.forEach((face, grain, bucket, mark) -> {
                            // Every face is counted by the month, and by each month once
                            if (grain == Grain.MONTH && wanted.contains(face)) {
                                found.of(face, fact.day(), new Bag().add(mark, 1));
                            }
                        })));
    }

    private Bag wanted(Bag bag) {
        return filter.isOfEveryMark() ? bag : bag.only(filter::matches);
    }

    private Times times() {
        return new Times(filter, rules.zone(), reading, topic -> isCategory(topic));
    }
}
