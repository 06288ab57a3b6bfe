package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Detections;
import feedback.pos.Detections.Figures;
import feedback.pos.Detections.TopicFigures;
import feedback.pos.Learned;
import feedback.pos.Pos;
import feedback.pos.http.table.Formulas;
import feedback.pos.message.TopicChoice.Mode;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Acceptance;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Filter;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How topics were found, for analysts, moderators and administrators: of the messages held in the subtrees in which they are.
 */
final class TopicReportCalls {
    private static final String REPORT = "/api/v1/topics/report";
    private static final HttpString DISPOSITION = new HttpString("Content-Disposition");
    private static final Set<Role> READERS = Set.of(Role.ANALYST, Role.MODERATOR, Role.ADMINISTRATOR);
    private static final int USUAL = 10_000;
    private static final int MOST = 100_000;

    private static final List<String> COLUMNS = List.of(
            "code",
            "name",
            "mode",
            "messages",
            "byModel",
            "byRule",
            "byPerson",
            "byApplicant",
            "confirmed",
            "judged",
            "silent",
            "covered",
            "coverage",
            "proposed",
            "sure",
            "sureLooked",
            "sureRight",
            "precision",
            "precisionLeast",
            "precisionMost",
            "shadow",
            "shadowLooked",
            "shadowRight",
            "shadowPrecision",
            "looked",
            "right",
            "meanProbability",
            "rightShare");

    private final Pos pos;
    private final MessageView view;

    TopicReportCalls(Pos pos, MessageView view) {
        this.pos = pos;
        this.view = view;
    }

    List<Route> routes() {
        return List.of(
                Route.get(REPORT, Access.OFFICIAL, this::report),
                Route.get(REPORT + ".csv", Access.OFFICIAL, this::csv));
    }

    private Detections detections(Call call) {
        Query query = call.query();
        ZoneId zone = pos.regulation().zone();
        String organization = query.text("organization");
        if (organization != null
                && pos.regulation().directory().find(organization).isEmpty()) {
            query.wrong("organization", "organization.unknown", organization);
        }
        String topic = query.text("topic");
        if (topic != null && pos.regulation().catalog().find(topic).isEmpty()) {
            query.wrong("topic", "topic.unknown", topic);
        }
        Filter filter = Filter.all(pos.now())
                .withFrom(query.instant("from", zone, 0))
                .withTo(query.instant("to", zone, 1))
                .withOrganization(organization)
                .withTopic(topic);
        Integer newest = query.integer("newest", 1, MOST);
        query.done();
        return pos.detections(filter.withWithin(bodies(call.actor())), newest == null ? USUAL : newest);
    }

    /** Where the caller may look. */
    private static Set<String> bodies(Actor actor) {
        Set<String> bodies = actor.grants().stream()
                .filter(grant -> READERS.contains(grant.role()))
                .map(Grant::organization)
                .collect(Collectors.toSet());
        if (bodies.isEmpty()) {
            throw Refusal.of(Reason.FORBIDDEN, "role.needed", "ANALYST, MODERATOR, ADMINISTRATOR");
        }
        return bodies;
    }

    private Reply report(Call call) {
        Detections found = detections(call);
        ObjectNode node = Json.object();
        put(node, "from", found.from());
        put(node, "to", found.to());
        node.put("examined", found.examined()).put("truncated", found.isCutOff());
        node.set("all", figures(found.all()));
        ArrayNode topics = node.putArray("topics");
        found.topics().forEach(each -> topics.add(topic(each, call.locale())));
        ArrayNode confusions = node.putArray("confusions");
        for (Detections.Confusion each : found.confusions()) {
            confusions
                    .addObject()
                    .put("proposed", each.proposed())
                    .put("proposedName", view.topicName(each.proposed(), call.locale()))
                    .put("chosen", each.chosen())
                    .put("chosenName", view.topicName(each.chosen(), call.locale()))
                    .put("count", each.count())
                    .put("sure", each.sure());
        }
        ArrayNode models = node.putArray("models");
        for (Detections.ModelFigures each : found.models()) {
            models.addObject()
                    .put("model", each.model())
                    .put("from", each.from().toString())
                    .put("to", each.to().toString())
                    .put("judged", each.judged())
                    .put("sure", each.sure())
                    .put("sureLooked", each.sureLooked())
                    .put("sureRight", each.sureRight());
        }
        ObjectNode drift = node.putObject("drift").put("psi", found.psi());
        ArrayNode drifting = drift.putArray("topics");
        for (Detections.Drift each : found.drifting()) {
            drifting.addObject()
                    .put("code", each.code())
                    .put("name", view.topicName(each.code(), call.locale()))
                    .put("older", each.older())
                    .put("newer", each.newer())
                    .put("psi", each.psi())
                    .put("errors", each.errors());
        }
        ArrayNode learnings = node.putArray("learnings");
        pos.learnings().forEach(each -> learnings.add(learned(each)));
        node.set("acceptance", acceptance(pos.regulation().policy().acceptance(), call.locale()));
        return Reply.json(node);
    }

    private ObjectNode topic(TopicFigures each, Locale locale) {
        ObjectNode node = Json.object().put("code", each.code()).put("name", view.topicName(each.code(), locale));
        ArrayNode path = node.putArray("pathNames");
        pos.regulation().catalog().path(each.code()).forEach(code -> path.add(view.topicName(code, locale)));
        node.put("mode", each.mode().name());
        node.setAll(figures(each.figures()));
        return node;
    }

    private static ObjectNode figures(Figures each) {
        ObjectNode node = Json.object()
                .put("messages", each.messages())
                .put("byModel", each.byModel())
                .put("byRule", each.byRule())
                .put("byPerson", each.byPerson())
                .put("byApplicant", each.byApplicant())
                .put("confirmed", each.confirmed())
                .put("judged", each.judged())
                .put("silent", each.silent())
                .put("covered", each.covered())
                .put("proposed", each.proposed())
                .put("sure", each.sure())
                .put("sureLooked", each.sureLooked())
                .put("sureRight", each.sureRight())
                .put("shadow", each.shadow())
                .put("shadowLooked", each.shadowLooked())
                .put("shadowRight", each.shadowRight())
                .put("looked", each.looked())
                .put("right", each.right());
        put(node, "coverage", each.coverage());
        if (each.precision() != null) {
            put(node, "precision", each.precision());
            node.put("precisionLeast", each.precisionLeast()).put("precisionMost", each.precisionMost());
        }
        put(node, "shadowPrecision", each.shadowPrecision());
        put(node, "meanProbability", each.meanProbability());
        put(node, "rightShare", each.rightShare());
        return node;
    }

    private static ObjectNode learned(Learned each) {
        ObjectNode node = Json.object()
                .put("at", each.at().toString())
                .put("lessons", each.lessons())
                .put("fresh", each.fresh())
                .put("heldOut", each.heldOut());
        put(node, "before", each.accuracyBefore());
        put(node, "after", each.accuracyAfter());
        return node.put("adopted", each.adopted())
                .put("reason", each.reason().name())
                .put("model", each.model())
                .put("millis", each.millis());
    }

    private ObjectNode acceptance(Acceptance acceptance, Locale locale) {
        ObjectNode node = Json.object().put("mode", acceptance.mode().name());
        Integer hours = acceptance.demotionHours();
        if (hours != null) {
            node.put("demotionHours", hours.intValue());
        }
        ArrayNode topics = node.putArray("topics");
        acceptance.topics().keySet().stream().sorted().forEach(code -> {
            Mode mode = acceptance.topics().get(code);
            topics.addObject()
                    .put("code", code)
                    .put("name", view.topicName(code, locale))
                    .put("mode", String.valueOf(mode));
        });
        return node;
    }

    private static void put(ObjectNode node, String name, @Nullable Double value) {
        if (value != null) {
            node.put(name, value.doubleValue());
        }
    }

    private static void put(ObjectNode node, String name, @Nullable Instant value) {
        MessageView.putUnlessNull(node, name, value == null ? null : value.toString());
    }

    /** A line for each topic, and a first one for all. */
    private Reply csv(Call call) {
        Detections found = detections(call);
        StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append("\r\n");
        ObjectNode all = Json.object().put("code", "*");
        all.setAll(figures(found.all()));
        line(text, all);
        found.topics().forEach(each -> line(text, topic(each, call.locale())));
        return Reply.of(
                        "text/csv; charset=utf-8",
                        ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)))
                .with(DISPOSITION, "attachment; filename=\"topics.csv\"")
                .with(Recounts.TRUNCATED, Boolean.toString(found.isCutOff()));
    }

    private static void line(StringBuilder text, ObjectNode node) {
        text.append(COLUMNS.stream()
                        .map(column -> cell(node.path(column).asText("")))
                        .collect(Collectors.joining(",")))
                .append("\r\n");
    }

    /** A name that a table would take for a formula gets an apostrophe before it. */
    static String cell(String text) {
        String plain = Formulas.guarded(text);
        boolean isQuoted = plain.chars().anyMatch(each -> each == '"' || each == ',' || each == '\n' || each == '\r');
        return isQuoted ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
    }
}
