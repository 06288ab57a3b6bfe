package feedback.pos.http.region;

import feedback.pos.calendar.CalendarBook;
import feedback.pos.calendar.WorkCalendar.DecreedDays;
import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Route;
import feedback.pos.catalog.Routes;
import feedback.pos.catalog.Topic;
import feedback.pos.moderation.Admissibility;
import feedback.pos.moderation.Rules;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Organization.Level;
import feedback.pos.organization.OrganizationTree;
import feedback.pos.organization.Roster;
import feedback.pos.organization.Territory;
import feedback.pos.procedure.Policy;
import feedback.pos.procedure.Regulation;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One edition of a region: who works in it, what citizens write about, who answers and by when. Immutable and thread-safe.
 *
 * @param code ISO 3166-2, such as {@code RU-KRS}
 * @param name as citizens read it
 * @param root the organization at the top
 * @param zone where days begin and end, unless an organization says otherwise
 * @param calendar the production calendar's id: {@code RU}, or a region with days of its own such as {@code RU-KRS}
 * @param decreedDays what days are that were made non-working by decree
 * @param edition counts the changes since the first load, from 1
 * @param catalogName the name of the catalog as it was loaded, without what was added since
 * @param tree organizations and the rights of the people in them
 * @param catalog the classifier of topics
 * @param routes who is competent
 * @param policy terms, budgets, switches
 * @param roster who can be given work; null where nothing is said of that
 */
public record Region(
        String code,
        String name,
        String root,
        ZoneId zone,
        String calendar,
        DecreedDays decreedDays,
        int edition,
        String catalogName,
        OrganizationTree tree,
        Catalog catalog,
        Routes routes,
        Policy policy,
        @Nullable Roster roster) {
    static final String RUSSIA = CalendarBook.RUSSIA;

    /** The least there can be: one organization that gets everything, and one topic; for first steps without files. */
    public static Region minimal() {
        ZoneId zone = ZoneId.of("Europe/Moscow");
        Organization only =
                new Organization("region", null, "Регион", Level.REGION, new Territory("00000000"), zone, null);
        Topic other = new Topic("other", null, "Прочее", "Other", false, null, List.of(), null, null);
        return new Region(
                RUSSIA,
                only.name(),
                only.id(),
                zone,
                RUSSIA,
                DecreedDays.WORKED,
                1,
                "1",
                OrganizationTree.of(List.of(only), Map.of()),
                Catalog.of(RUSSIA, "1", other.code(), List.of(other)),
                Routes.of(List.of(new Route("", "", only.id(), null))),
                Policy.defaults(),
                null);
    }

    /** Whether it is the one of {@link #minimal}, with whatever was added since: nobody has loaded a region yet. */
    public boolean isMinimal() {
        return code.equals(RUSSIA);
    }

    /**
     * The rules for the library.
     *
     * @param book the acts that are known; where none is known of the region's own calendar, the federal days count
     */
    public Regulation regulation(CalendarBeyond beyond, CalendarBook book) {
        return new Regulation(
                root,
                zone,
                beyond.apply(book.calendar(calendar, decreedDays)),
                tree,
                catalog,
                routes,
                policy,
                Objects.requireNonNullElse(roster, Roster.empty()),
                Rules.none(),
                Admissibility.usual());
    }

    /** The next edition: this one with another roster. */
    Region with(Roster other) {
        return next(policy, other);
    }

    /** Whether the region names a calendar of which no act is known, so that it has the federal days. */
    public boolean isWithoutOwnActs(CalendarBook book) {
        return book.editions().stream().noneMatch(each -> each.calendar().equals(calendar));
    }

    /** The organization at the top. */
    public Organization top() {
        return tree.find(root).orElseThrow();
    }

    /** The next edition: this one with other numbers and switches. */
    public Region with(Policy other) {
        return next(other, roster);
    }

    private Region next(Policy nextPolicy, @Nullable Roster nextRoster) {
        return new Region(
                code,
                name,
                root,
                zone,
                calendar,
                decreedDays,
                edition + 1,
                catalogName,
                tree,
                catalog,
                routes,
                nextPolicy,
                nextRoster);
    }

    /**
     * The next edition: this one with organizations and topics added. A topic that no route would take goes to the top.
     *
     * @throws IllegalArgumentException if an id stands twice or a parent is unknown
     */
    public Region with(List<Organization> organizations, List<Topic> topics) {
        List<Organization> all = new ArrayList<>(tree.all());
        all.addAll(organizations);
        List<Topic> known = new ArrayList<>(catalog.topics());
        known.addAll(topics);
        int next = edition + 1;
        Catalog grown = Catalog.of(
                catalog.region(),
                topics.isEmpty() ? catalog.edition() : catalogName + "+" + next,
                catalog.fallback().code(),
                known);
        List<Route> lines = new ArrayList<>(routes.all());
        for (Topic topic : topics) {
            if (routes.find(grown.path(topic.code()), top().territory()).isEmpty()) {
                lines.add(new Route(topic.code(), "", root, null));
            }
        }
        return new Region(
                code,
                name,
                root,
                zone,
                calendar,
                decreedDays,
                next,
                catalogName,
                OrganizationTree.of(all, tree.staff()),
                grown,
                Routes.of(lines).over(routes.districts(), routes.borderMetres()),
                policy,
                roster);
    }
}
