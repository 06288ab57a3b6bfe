package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Insights;
import feedback.pos.Insights.Split;
import feedback.pos.Pos;
import feedback.pos.http.report.Period;
import feedback.pos.insight.Bag;
import feedback.pos.insight.Indicator;
import feedback.pos.insight.Indicators;
import feedback.pos.insight.Mark;
import feedback.pos.message.Stage;
import feedback.pos.organization.Directory;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Organization.Level;
import feedback.pos.organization.Role;
import feedback.pos.store.Filter;
import io.undertow.util.Headers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Figures for officials, each of the subtree in which they hold an office that reads them. */
final class InsightCalls {
    private static final String SUMMARY = "/api/v1/insights/summary";
    private static final String EXECUTORS = "executors";
    private static final int MOST_EXECUTORS = 2_000;

    private static final List<Stage> STAGES =
            List.of(Stage.MODERATION, Stage.COORDINATION, Stage.EXECUTION, Stage.APPROVAL, Stage.ANSWERED);

    private final Pos pos;
    private final Names names;

    InsightCalls(Pos pos, Names names) {
        this.pos = pos;
        this.names = names;
    }

    List<Route> routes() {
        return List.of(
                Route.get(SUMMARY, Access.OFFICIAL, this::summary),
                Route.get("/api/v1/insights/stages", Access.OFFICIAL, this::stages),
                Route.get("/api/v1/insights/executors", Access.OFFICIAL, this::executors));
    }

    /** By what a summary is split. */
    private enum By {
        ORGANIZATION(Split.ORGANIZATION, null),
        TOPIC(Split.TOPIC, null),
        TERRITORY(Split.TERRITORY, null),
        DISTRICT(Split.DISTRICT, null),
        DAY(Split.DAY, null),
        WEEK(Split.WEEK, null),
        MONTH(Split.MONTH, null),
        YEAR(Split.YEAR, null),
        KIND(null, mark -> mark.kind().name()),
        CHANNEL(null, mark -> mark.channel().name()),
        STAGE(null, mark -> mark.stage().name()),
        OUTCOME(null, mark -> mark.outcome() == null ? "" : mark.outcome().name()),
        RATING(null, mark -> mark.stars() == 0 ? "" : Integer.toString(mark.stars())),
        FASTTRACK(null, mark -> Boolean.toString(mark.fastTrack()));

        private final @Nullable Split split;

        @SuppressWarnings("ImmutableEnumChecker") // holds nothing
        private final @Nullable Function<Mark, String> group;

        By(@Nullable Split split, @Nullable Function<Mark, String> group) {
            this.split = split;
            this.group = group;
        }

        boolean isTime() {
            return this == DAY || this == WEEK || this == MONTH || this == YEAR;
        }

        Map<String, Bag> of(Insights insights, Filter filter) {
            if (split != null) {
                return insights.sums(filter, split);
            }
            Map<String, Bag> groups = new TreeMap<>();
            Function<Mark, String> way = group;
            insights.sums(filter).forEach((mark, amount) -> {
                if (way != null) {
                    groups.computeIfAbsent(way.apply(mark), any -> new Bag()).add(mark, amount);
                }
            });
            return groups;
        }
    }

    private Reply summary(Call call) {
        Query query = call.query();
        Filter wanted = Filters.read(query, pos);
        Period compared = Periods.compared(query, pos, wanted);
        By by = by(query);
        Indicator sort = sort(query);
        String after = query.read("after", text -> place(text, by == null ? "" : by.name()));
        int limit = Pages.limit(query);
        query.done();
        Filter filter = Filters.allowed(wanted, call.actor());
        Filter before =
                compared == null ? null : filter.withFrom(compared.from()).withTo(compared.to());
        ObjectNode node = Json.object()
                .put("now", filter.now().toString())
                .put("zone", pos.regulation().zone().getId())
                .put("from", text(filter.from()))
                .put("to", text(filter.to()));
        if (before != null) {
            node.putObject("compared").put("from", text(before.from())).put("to", text(before.to()));
        }
        Summary summary = pos.insights()
                .atOneMoment(
                        filter,
                        insights -> new Summary(
                                byDays(insights, filter),
                                before == null ? null : byDays(insights, before),
                                by == null ? List.of() : groups(insights, by, filter, before, sort)));
        node.put("waiting", pos.insights().waiting());
        node.set("indicators", IndicatorView.full(summary.now(), summary.before(), call.locale()));
        node.set("distributions", IndicatorView.distributions(summary.now()));
        if (by != null) {
            node.put("by", by == By.FASTTRACK ? "fastTrack" : by.name().toLowerCase(Locale.ROOT));
            items(node, summary.groups(), by, sort, after, limit, call.locale());
        }
        return Reply.json(node).with(Headers.CACHE_CONTROL, "private, no-cache");
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private static @Nullable By by(Query query) {
        String text = query.text("by");
        if (text == null) {
            return null;
        }
        for (By each : By.values()) {
            if (text.equals(each == By.FASTTRACK ? "fastTrack" : each.name().toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        query.wrong(
                "by",
                "choice.unknown",
                "organization, topic, territory, district, day, week, month, year, kind, channel, stage, outcome, rating,"
                        + " fastTrack");
        return null;
    }

    private static Indicator sort(Query query) {
        String text = query.text("sort");
        Indicator sort = text == null ? Indicator.RECEIVED : Indicator.of(text);
        if (sort == null) {
            query.wrong("sort", "indicator.unknown", String.valueOf(text));
            return Indicator.RECEIVED;
        }
        return sort;
    }

    private Indicators byDays(Insights insights, Filter filter) {
        SortedMap<LocalDate, Bag> days = new TreeMap<>();
        insights.sums(filter, Split.DAY).forEach((day, bag) -> days.put(LocalDate.parse(day), bag));
        return Indicators.ofDays(
                days,
                filter.now(),
                LocalDate.ofInstant(filter.now(), pos.regulation().zone()));
    }

    /** All of one moment. */
    private record Summary(Indicators now, @Nullable Indicators before, List<Group> groups) {}

    /** A line of a split. */
    private record Group(
            String key, Indicators now, @Nullable Indicators before) {
        double value(Indicator indicator) {
            Double value = now.value(indicator);
            return value == null ? Double.NEGATIVE_INFINITY : value;
        }
    }

    /** Time in its order, everything else with most of the wanted indicator first. */
    private List<Group> groups(Insights insights, By by, Filter filter, @Nullable Filter before, Indicator sort) {
        Map<String, Bag> now = by.of(insights, filter);
        // Two periods have no day in common
        Map<String, Bag> then = before == null || by.isTime() ? Map.of() : by.of(insights, before);
        Set<String> keys = new LinkedHashSet<>(now.keySet());
        keys.addAll(then.keySet());
        List<Group> groups = new ArrayList<>();
        for (String key : keys) {
            groups.add(new Group(
                    key,
                    count(now, key, filter.now()),
                    before == null || by.isTime() ? null : count(then, key, filter.now())));
        }
        Comparator<Group> byKey = Comparator.comparing(Group::key);
        groups.sort(
                by.isTime()
                        ? byKey
                        : Comparator.comparingDouble((Group each) -> each.value(sort))
                                .reversed()
                                .thenComparing(byKey));
        return groups;
    }

    private static Indicators count(Map<String, Bag> bags, String key, Instant at) {
        Bag bag = bags.get(key);
        return Indicators.of(bag == null ? List.of() : List.of(bag), at);
    }

    private void items(
            ObjectNode node,
            List<Group> groups,
            By by,
            Indicator sort,
            @Nullable String after,
            int limit,
            Locale locale) {
        int start = 0;
        if (after != null) {
            // The first one behind the last one seen, wherever that has moved to; from the beginning if it is gone
            for (int i = 0; i < groups.size(); i++) {
                start = groups.get(i).key().equals(after) ? i + 1 : start;
            }
        }
        Naming naming = new Naming(locale);
        ArrayNode items = node.putArray("items");
        int end = Math.min(groups.size(), start + limit);
        for (Group each : groups.subList(start, end)) {
            ObjectNode item = items.addObject().put("key", each.key()).put("name", naming.of(by, each.key()));
            item.set("values", IndicatorView.values(each.now()));
            item.set("few", IndicatorView.few(each.now()));
            Indicators before = each.before();
            if (before != null) {
                item.set("before", IndicatorView.values(before));
            }
        }
        node.put("sort", sort.key());
        node.put("groups", groups.size());
        node.put(
                "next",
                end < groups.size()
                        ? Cursor.of(by.name() + " " + groups.get(end - 1).key())
                        : null);
    }

    /** The key in a mark that was given out in a list of this kind. */
    private static String place(String cursor, String list) {
        String place = Cursor.place(cursor);
        if (!place.startsWith(list + " ")) {
            throw Cursor.unreadable();
        }
        return place.substring(list.length() + 1);
    }

    /** What the keys of splits are called; a word of the domain is its own name, which pages translate. */
    private final class Naming {
        private final Locale locale;
        private final Map<String, String> territories = new HashMap<>();

        Naming(Locale locale) {
            this.locale = locale;
        }

        String of(By by, String key) {
            return switch (by) {
                case ORGANIZATION -> names.organization(key);
                case TOPIC ->
                    pos.regulation()
                            .catalog()
                            .find(key)
                            .map(each -> each.name(locale))
                            .orElse(key);
                case TERRITORY -> territories().getOrDefault(key, key);
                case DISTRICT ->
                    pos.regulation()
                            .routes()
                            .districts()
                            .find(key)
                            .map(each -> each.name())
                            .orElse(key);
                default -> key;
            };
        }

        private Map<String, String> territories() {
            if (territories.isEmpty()) {
                Directory directory = pos.regulation().directory();
                directory.find(pos.regulation().root()).ifPresent(root -> {
                    territories.put("", root.name());
                    territories.put(root.territory().prefix(), root.name());
                });
                directory.children(pos.regulation().root()).stream()
                        .filter(each -> each.level() == Level.MUNICIPALITY)
                        .forEach(
                                each -> territories.putIfAbsent(each.territory().prefix(), each.name()));
            }
            return territories;
        }
    }

    /** How stages were passed in the period, by the bodies that held the messages then. */
    private Reply stages(Call call) {
        Query query = call.query();
        Filter wanted = Filters.read(query, pos);
        refuseOthers(query, wanted, "rating", "outcome", "overdue", "stage");
        query.done();
        Filter filter = Filters.allowed(wanted, call.actor());
        ObjectNode node = Json.object().put("now", filter.now().toString());
        ArrayNode items = Json.array();
        Map<String, Bag> bodies = new TreeMap<>();
        Bag all = pos.insights().atOneMoment(filter, insights -> {
            bodies.putAll(insights.passages(filter, Split.ORGANIZATION));
            return insights.passages(filter);
        });
        node.set("all", passages(all));
        node.set("items", items);
        bodies.forEach((key, bag) -> {
            ObjectNode item = items.addObject().put("key", key).put("name", names.organization(key));
            item.set("stages", passages(bag));
        });
        return Reply.json(node);
    }

    /** Passages know when, at which body, and what a mark tells of the way alone. */
    private static void refuseOthers(Query query, Filter filter, String... more) {
        Map<String, Boolean> asked = new LinkedHashMap<>();
        asked.put("q", filter.text() != null);
        asked.put("topic", filter.topic() != null);
        asked.put("territory", filter.territory() != null);
        asked.put("rating", filter.rating() != null);
        asked.put("outcome", filter.outcome() != null);
        asked.put("overdue", filter.overdue() != null);
        asked.put("stage", !filter.stages().isEmpty());
        List<String> refused = new ArrayList<>(List.of("q", "topic", "territory"));
        refused.addAll(List.of(more));
        for (String each : refused) {
            if (Boolean.TRUE.equals(asked.get(each))) {
                query.wrong(each, "insight.notHere");
            }
        }
    }

    private static ObjectNode passages(Bag bag) {
        Map<Stage, long[]> sums = new EnumMap<>(Stage.class);
        bag.forEach((mark, amount) -> {
            long[] sum = sums.computeIfAbsent(mark.stage(), any -> new long[3]);
            sum[0] += amount;
            sum[1] += mark.isLate() ? amount : 0;
            sum[2] += mark.days() * amount;
        });
        ObjectNode node = Json.object();
        for (Stage stage : STAGES) {
            long[] sum = sums.getOrDefault(stage, new long[3]);
            ObjectNode one = node.putObject(stage.name()).put("passed", sum[0]).put("late", sum[1]);
            if (sum[0] == 0) {
                one.putNull("lateShare").putNull("meanDays");
            } else {
                one.put("lateShare", (double) sum[1] / sum[0]).put("meanDays", (double) sum[2] / sum[0]);
            }
        }
        return node;
    }

    /** What persons answered in the months of the period, and how that was rated. */
    private Reply executors(Call call) {
        Query query = call.query();
        Filter wanted = Filters.read(query, pos);
        Period compared = Periods.compared(query, pos, wanted);
        String after = query.read("after", text -> place(text, EXECUTORS));
        int limit = Pages.limit(query);
        refuseOthers(query, wanted);
        query.done();
        Filter filter = Filters.allowed(wanted, call.actor());
        List<String> people = people(filter);
        Filter ofPeople = filter.withOrganization(null).withWithin(null);
        Map<String, Bag> then = new TreeMap<>();
        Map<String, Bag> now = pos.insights().atOneMoment(ofPeople, insights -> {
            if (compared != null) {
                then.putAll(
                        insights.executors(ofPeople.withFrom(compared.from()).withTo(compared.to()), people));
            }
            return insights.executors(ofPeople, people);
        });
        List<Group> groups = new ArrayList<>();
        Set<String> keys = new LinkedHashSet<>(now.keySet());
        keys.addAll(then.keySet());
        for (String key : keys) {
            groups.add(new Group(
                    key, count(now, key, filter.now()), compared == null ? null : count(then, key, filter.now())));
        }
        groups.sort(Comparator.comparingDouble((Group each) -> each.value(Indicator.ANSWERED))
                .reversed()
                .thenComparing(Group::key));
        int start = 0;
        for (int i = 0; after != null && i < groups.size(); i++) {
            start = groups.get(i).key().equals(after) ? i + 1 : start;
        }
        int end = Math.min(groups.size(), start + limit);
        ArrayNode items = Json.array();
        for (Group each : groups.subList(start, end)) {
            ObjectNode item = items.addObject().put("key", each.key()).put("name", names.person(each.key()));
            item.set("values", IndicatorView.values(each.now()));
            item.set("few", IndicatorView.few(each.now()));
            item.put("fewRated", each.now().isOfFew(Indicator.GOOD_SHARE));
            Indicators before = each.before();
            if (before != null) {
                item.set("before", IndicatorView.values(before));
            }
        }
        return Reply.json(Pages.of(
                        items,
                        end < groups.size()
                                ? Cursor.of(
                                        EXECUTORS + " " + groups.get(end - 1).key())
                                : null)
                .put("now", filter.now().toString()));
    }

    /** The executors of the bodies that are meant, as far as the caller may look. */
    private List<String> people(Filter filter) {
        Directory directory = pos.regulation().directory();
        Set<String> within = filter.within() == null ? Set.of() : filter.within();
        Set<String> people = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>();
        String named = filter.organization();
        if (named == null) {
            open.addAll(within);
        } else if (directory.path(named).stream().anyMatch(within::contains)) {
            open.add(named);
        } else {
            within.stream().filter(each -> directory.path(each).contains(named)).forEach(open::add);
        }
        Set<String> seen = new LinkedHashSet<>();
        while (!open.isEmpty() && people.size() < MOST_EXECUTORS) {
            String body = open.poll();
            if (seen.add(body)) {
                people.addAll(directory.people(body, Role.EXECUTOR));
                directory.children(body).stream().map(Organization::id).forEach(open::add);
            }
        }
        return people.stream().limit(MOST_EXECUTORS).toList();
    }
}
