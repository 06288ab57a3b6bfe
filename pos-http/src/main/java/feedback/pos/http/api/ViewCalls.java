package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Pos;
import feedback.pos.Views.Content;
import feedback.pos.Views.View;
import feedback.pos.insight.Indicator;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import io.undertow.util.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Saved views: filters with names, one's own and those of one's bodies. */
final class ViewCalls {
    private static final String VIEWS = "/api/v1/views";
    private static final String ONE = VIEWS + "/{id}";

    private final Pos pos;

    ViewCalls(Pos pos) {
        this.pos = pos;
    }

    List<Route> routes() {
        return List.of(
                Route.get(VIEWS, Access.KNOWN, this::list),
                Route.post(VIEWS, Access.KNOWN, this::add),
                Route.get(ONE, Access.KNOWN, this::get),
                Route.put(ONE, Access.KNOWN, this::change),
                Route.delete(ONE, Access.KNOWN, this::remove));
    }

    private Reply list(Call call) {
        call.query().done();
        ArrayNode items = Json.array();
        pos.views().of(call.actor()).forEach(each -> items.add(node(each, call)));
        return Reply.json(Pages.of(items, null));
    }

    private Reply get(Call call) {
        View view = pos.views().get(id(call), call.actor());
        return Reply.json(node(view, call)).with(Headers.ETAG, tag(view));
    }

    private Reply add(Call call) {
        View view = pos.views().add(content(call), call.actor());
        return Reply.json(201, node(view, call))
                .with(Headers.ETAG, tag(view))
                .with(Headers.LOCATION, call.address(VIEWS + "/" + view.id()));
    }

    private Reply change(Call call) {
        Content content = content(call);
        View view = pos.views().change(id(call), version(call), content, call.actor());
        return Reply.json(node(view, call)).with(Headers.ETAG, tag(view));
    }

    private Reply remove(Call call) {
        pos.views().remove(id(call), version(call), call.actor());
        return Reply.empty(204);
    }

    private static UUID id(Call call) {
        UUID id = Lookup.uuid(call.path("id"));
        if (id == null) {
            throw Refusal.of(Reason.NOT_FOUND, "view.unknown");
        }
        return id;
    }

    /** The version that the caller wants to change, or 0 for any. */
    private static int version(Call call) {
        String header = call.header(Headers.IF_MATCH);
        if (header == null || header.strip().equals("*")) {
            return 0;
        }
        String digits = header.strip().replace("\"", "");
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : -1;
    }

    private Content content(Call call) {
        Body body = call.requiredBody();
        String name = body.required("name");
        Map<String, String> filter = body.map("filter");
        List<String> columns = body.texts("columns");
        String sort = body.text("sort");
        String organization = body.text("organization");
        for (int i = 0; i < columns.size(); i++) {
            if (Indicator.of(columns.get(i)) == null) {
                body.wrong("columns[" + i + "]", "indicator.unknown", columns.get(i));
            }
        }
        if (sort != null && Indicator.of(sort) == null) {
            body.wrong("sort", "indicator.unknown", sort);
        }
        body.done();
        Filters.check(filter, pos);
        return new Content(name, filter, columns, sort, organization);
    }

    private ObjectNode node(View view, Call call) {
        Content content = view.content();
        ObjectNode node = Json.object()
                .put("id", view.id().toString())
                .put("version", view.version())
                .put("name", content.name())
                .put("mine", view.owner().equals(call.actor().person()))
                .put("createdAt", view.createdAt().toString())
                .put("updatedAt", view.updatedAt().toString());
        ObjectNode filter = node.putObject("filter");
        new TreeMap<>(content.filter()).forEach(filter::put);
        content.columns().forEach(node.putArray("columns")::add);
        node.put("sort", content.sort());
        @Nullable String body = content.organization();
        if (body != null) {
            node.putObject("organization").put("id", body).put("name", name(body));
        }
        return node;
    }

    private String name(String organization) {
        return pos.regulation()
                .directory()
                .find(organization)
                .map(each -> each.name())
                .orElse(organization);
    }

    private static String tag(View view) {
        return String.format(Locale.ROOT, "\"%d\"", view.version());
    }
}
