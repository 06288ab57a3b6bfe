package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Notices.When;
import feedback.pos.Pos;
import feedback.pos.catalog.Topic;
import feedback.pos.message.Point;
import feedback.pos.notice.Notice;
import feedback.pos.notice.Place;
import feedback.pos.notice.Subscription;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Territory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Notices and subscriptions as they are shown. Thread-safe. */
final class NoticeView {
    private final Pos pos;
    private final Names names;

    NoticeView(Pos pos, Names names) {
        this.pos = pos;
        this.names = names;
    }

    ObjectNode of(Notice notice, Actor reader, Locale locale) {
        Notice.Content content = notice.content();
        ObjectNode node = Json.object()
                .put("id", notice.id().toString())
                .put("version", notice.version())
                .put("kind", content.kind().name())
                .put("kindName", content.kind().text(locale))
                .put("title", content.title())
                .put("text", content.text());
        node.set("organization", names.organizationNode(content.organization()));
        putPlace(node, content.place());
        node.set("topics", topics(content.topics(), locale));
        node.put("from", content.from().toString());
        MessageView.putUnlessNull(node, "until", text(content.until()));
        node.put("zone", zone(content));
        node.put("stage", notice.stage().name())
                .put("when", when(notice).name())
                .put("sequence", notice.sequence())
                .put("createdAt", notice.createdAt().toString())
                .put("changedAt", notice.changedAt().toString());
        MessageView.putUnlessNull(node, "publishedAt", text(notice.publishedAt()));
        MessageView.putUnlessNull(node, "withdrawal", notice.withdrawal());
        if (pos.notices().mayWrite(content.organization(), reader)) {
            ArrayNode verbs = node.putArray("verbs");
            verbs(notice, reader).forEach(verbs::add);
        }
        return node;
    }

    private List<String> verbs(Notice notice, Actor reader) {
        boolean mayPublish = pos.notices().mayPublish(notice.content().organization(), reader);
        return switch (notice.stage()) {
            case DRAFT -> mayPublish ? List.of("change", "publish", "withdraw") : List.of("change", "withdraw");
            case PUBLISHED -> mayPublish ? List.of("change", "withdraw") : List.of();
            case WITHDRAWN, ENDED -> List.of();
        };
    }

    private String zone(Notice.Content content) {
        return pos.regulation()
                .directory()
                .find(content.organization())
                .map(each -> each.zone().getId())
                .orElse(pos.regulation().zone().getId());
    }

    When when(Notice notice) {
        if (notice.stage() == Notice.Stage.WITHDRAWN) {
            return When.WITHDRAWN;
        }
        if (!notice.isPublic()) {
            return When.DRAFT;
        }
        if (notice.content().from().isAfter(pos.now())) {
            return When.FUTURE;
        }
        return notice.isActive(pos.now()) ? When.ACTIVE : When.PAST;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static void putPlace(ObjectNode node, Place place) {
        Territory territory = place.territory();
        if (territory != null) {
            node.put("territory", territory.oktmo());
        }
        if (place.area() != null) {
            node.set("area", geometry(place.area()));
        }
        Point centre = place.centre();
        if (centre != null) {
            node.putObject("location").put("lat", centre.lat()).put("lon", centre.lon());
            node.put("radius", place.radius());
        }
    }

    private static ObjectNode geometry(String geoJson) {
        return Json.readObject(geoJson.getBytes(StandardCharsets.UTF_8));
    }

    private ArrayNode topics(List<String> codes, Locale locale) {
        ArrayNode nodes = Json.array();
        codes.forEach(code -> nodes.addObject()
                .put("code", code)
                .put(
                        "name",
                        pos.regulation()
                                .catalog()
                                .find(code)
                                .map((Topic topic) -> topic.name(locale))
                                .orElse(code)));
        return nodes;
    }

    /** A feature of GeoJSON (RFC 7946); one for a whole territory has no geometry. */
    ObjectNode feature(Notice notice, Actor reader, Locale locale) {
        ObjectNode properties = of(notice, reader, locale);
        properties.remove(List.of("area", "location", "verbs"));
        ObjectNode feature =
                Json.object().put("type", "Feature").put("id", notice.id().toString());
        Place place = notice.content().place();
        Point centre = place.centre();
        if (place.area() != null) {
            feature.set("geometry", geometry(place.area()));
        } else if (centre != null) {
            feature.putObject("geometry")
                    .put("type", "Point")
                    .putArray("coordinates")
                    .add(centre.lon())
                    .add(centre.lat());
        } else {
            feature.putNull("geometry");
        }
        feature.set("properties", properties);
        return feature;
    }

    ObjectNode of(Subscription subscription, Locale locale) {
        ObjectNode node = Json.object().put("id", subscription.id().toString());
        putPlace(node, subscription.place());
        node.set("topics", topics(subscription.topics(), locale));
        ArrayNode kinds = node.putArray("kinds");
        subscription.kinds().stream().sorted().forEach(each -> kinds.add(each.name()));
        return node.put("createdAt", subscription.at().toString());
    }
}
