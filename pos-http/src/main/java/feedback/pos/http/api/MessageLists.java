package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Messages;
import feedback.pos.Pos;
import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Grant;
import feedback.pos.refusal.Refusal;
import feedback.pos.search.Highlight;
import feedback.pos.search.Wanted;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists of messages: one's own, the public ones, those of the bodies in which one holds an office. */
final class MessageLists {
    private static final Set<Stage> PUBLIC_STAGES = EnumSet.of(
            Stage.COORDINATION, Stage.EXECUTION, Stage.APPROVAL, Stage.POSTPONED, Stage.ANSWERED, Stage.CLOSED);

    /** How many pieces of a message are shown in which words were found. */
    private static final int HIGHLIGHTS = 4;

    /** How many people of one name are looked for at once. */
    private static final int PEOPLE = 200;

    private final Pos pos;
    private final MessageView view;

    MessageLists(Pos pos, MessageView view) {
        this.pos = pos;
        this.view = view;
    }

    List<Route> routes() {
        return List.of(Route.get(MessageCalls.MESSAGES, Access.ANYBODY, this::list));
    }

    private Reply list(Call call) {
        Query query = call.query();
        boolean mine = Boolean.TRUE.equals(query.flag("mine"));
        boolean isPublic = Boolean.TRUE.equals(query.flag("public"));
        Filter filter = Filters.read(query, pos);
        String applicant = query.text("applicant");
        Position after = query.read("after", Cursor::position);
        int limit = Pages.limit(query);
        query.done();
        if (mine) {
            call.caller();
        }
        Filter allowed = allowed(filter, call, mine, isPublic);
        if (allowed == null) {
            return Reply.json(Pages.of(Json.array(), null));
        }
        if (applicant != null) {
            allowed = allowed.withApplicants(named(applicant, allowed));
        }
        // One more than wanted tells whether another page follows
        Messages.Found found = allowed.text() == null
                ? new Messages.Found(pos.messages().list(allowed, after, limit + 1), null)
                : pos.messages().search(allowed, after, limit + 1);
        List<Message> page =
                found.page().subList(0, Math.min(limit, found.page().size()));
        String next = found.page().size() > limit ? Cursor.of(Position.of(page.get(limit - 1))) : null;
        ArrayNode items = view.of(page, call.actor(), call.locale());
        String shownFor = found.shownFor();
        Wanted wanted = shownFor == null ? allowed.wanted() : Wanted.of(shownFor);
        if (wanted != null) {
            for (int i = 0; i < page.size(); i++) {
                highlight((ObjectNode) items.get(i), page.get(i), wanted, allowed, call.actor());
            }
        }
        ObjectNode body = Pages.of(items, next);
        MessageView.putUnlessNull(body, "shownFor", shownFor);
        return Reply.json(body);
    }

    /** Where the words stand, in what the reader may read. */
    private static void highlight(ObjectNode item, Message message, Wanted wanted, Filter filter, Actor reader) {
        boolean onlyOpen = filter.looksOnlyAtOpen() || Sight.of(message, reader) == Sight.PUBLIC;
        ArrayNode highlights = item.putArray("highlights");
        for (Highlight each : wanted.highlights(message, onlyOpen, HIGHLIGHTS)) {
            ObjectNode node = highlights.addObject().put("field", each.field()).put("text", each.text());
            ArrayNode hits = node.putArray("hits");
            each.hits().forEach(hit -> hits.addArray().add(hit.from()).add(hit.to()));
        }
    }

    /**
     * The people of a name, for those who may see whose messages they are: officials, within their bodies.
     *
     * @throws Refusal FORBIDDEN if it is somebody else
     */
    private Set<String> named(String name, Filter allowed) {
        if (allowed.within() == null) {
            throw Refusal.of(Refusal.Reason.FORBIDDEN, "search.applicantOfOthers");
        }
        return pos.people().find(name).isPresent() ? Set.of(name) : pos.people().named(name, PEOPLE);
    }

    /** What of it the caller may see; null for nothing at all. */
    private static @Nullable Filter allowed(Filter wanted, Call call, boolean mine, boolean isPublic) {
        Actor actor = call.actor();
        Filter filter = mine ? wanted.withApplicant(actor.person()) : wanted;
        if (isPublic || call.isAnonymous()) {
            Set<Stage> stages = EnumSet.copyOf(PUBLIC_STAGES);
            if (!filter.stages().isEmpty()) {
                stages.retainAll(filter.stages());
            }
            return stages.isEmpty() ? null : filter.withOpen(true).withStages(stages);
        }
        if (mine) {
            return filter;
        }
        // Whoever holds only an office that needs no messages reads their own, like everybody
        Set<String> bodies = actor.grants().stream()
                .filter(grant -> grant.role().seesMessages())
                .map(Grant::organization)
                .collect(Collectors.toSet());
        return bodies.isEmpty() ? filter.withApplicant(actor.person()) : filter.withWithin(bodies);
    }
}
