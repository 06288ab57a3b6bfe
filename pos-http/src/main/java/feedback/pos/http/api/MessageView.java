package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Pos;
import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Topic;
import feedback.pos.deadline.Deadline;
import feedback.pos.deadline.Pause;
import feedback.pos.message.Answer;
import feedback.pos.message.Message;
import feedback.pos.message.Message.Links;
import feedback.pos.message.Message.Question;
import feedback.pos.message.Point;
import feedback.pos.message.Postponement;
import feedback.pos.message.Rating;
import feedback.pos.message.Stage;
import feedback.pos.message.Status;
import feedback.pos.message.Submission;
import feedback.pos.message.TopicChoice;
import feedback.pos.organization.Actor;
import feedback.pos.procedure.Verb;
import feedback.pos.topic.Detection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message as JSON, as much of it as the reader may see. Thread-safe. */
final class MessageView {
    private final Pos pos;
    private final Names names;
    private final HintsView hints;

    MessageView(Pos pos, Names names) {
        this.pos = pos;
        this.names = names;
        this.hints = new HintsView(pos, names);
    }

    ObjectNode of(Message message, Actor reader, Locale locale) {
        ObjectNode node = inList(message, reader, locale);
        hints.add(node, message, reader, locale);
        return node;
    }

    /** Without what costs a look into the text. */
    private ObjectNode inList(Message message, Actor reader, Locale locale) {
        Sight sight = Sight.of(message, reader);
        Submission sent = message.submission();
        Instant now = pos.now();
        ObjectNode node = Json.object()
                .put("id", message.id().toString())
                .put("number", message.number())
                .put("version", message.version())
                .put("kind", message.kind().name())
                .put("stage", message.stage().name())
                .put("status", message.status().name())
                .put("publicStatus", publicStatus(message.stage(), message.status(), Languages.RUSSIAN))
                .put("text", sent.text())
                .put("createdAt", message.createdAt().toString())
                .put("updatedAt", message.updatedAt().toString())
                .put("channel", sent.channel().name())
                .put("public", sent.open())
                .put("territory", sent.territory().oktmo());
        putUnlessNull(node, "address", sent.address());
        Point point = sent.location();
        if (point != null) {
            node.putObject("location").put("lat", point.lat()).put("lon", point.lon());
        }
        ObjectNode topic = topic(message.topic(), sight, locale);
        putUnlessNull(topic, "promisedBy", message.topic().promisedBy());
        if (message.topic().fastTrack() && pos.messages().may(Verb.MODERATE, message, reader)) {
            topic.put("demotionUntil", pos.messages().demotionEnds(message).toString());
        }
        node.set("topic", topic);
        node.set("organization", names.organizationNode(message.holder().organization()));
        node.set("deadline", deadline(message, now));
        if (message.outcome() != null) {
            node.put("outcome", message.outcome().name());
        }
        Answer answer = message.answer();
        if (answer != null) {
            node.set("answer", answer(answer));
        }
        rating(node, message, sight);
        links(node, message.links(), sight);
        if (sight != Sight.PUBLIC) {
            people(node, message);
            inside(node, message, sight);
        }
        verbs(node.putArray("verbs"), message, reader);
        return node;
    }

    /** What the citizen reads; a message taken back has no code of its own in the exchange. */
    static String publicStatus(Stage stage, Status status, Locale locale) {
        return stage == Stage.WITHDRAWN ? Words.get("status.WITHDRAWN", locale) : status.text(locale);
    }

    private ObjectNode topic(TopicChoice choice, Sight sight, Locale locale) {
        ObjectNode node = Json.object().put("code", choice.code()).put("name", topicName(choice.code(), locale));
        ArrayNode path = node.putArray("path");
        ArrayNode pathNames = node.putArray("pathNames");
        for (String code : choice.path()) {
            path.add(code);
            pathNames.add(topicName(code, locale));
        }
        node.put("fastTrack", choice.fastTrack())
                .put("decidedBy", choice.decidedBy().name());
        Double probability = choice.probability();
        if (probability != null) {
            node.put("probability", probability.doubleValue());
        }
        if (sight == Sight.OFFICIAL) {
            asked(node, choice);
            rule(node, choice.rule());
        }
        if (sight != Sight.PUBLIC && !choice.alternatives().isEmpty()) {
            ArrayNode alternatives = node.putArray("alternatives");
            for (Detection.Candidate each : choice.alternatives()) {
                alternatives
                        .addObject()
                        .put("code", each.topic())
                        .put("name", topicName(each.topic(), locale))
                        .put("probability", each.probability());
            }
        }
        return node;
    }

    /** What was asked of the detector, and whether a person has looked. */
    private static void asked(ObjectNode node, TopicChoice choice) {
        Double threshold = choice.threshold();
        if (threshold != null) {
            node.put("threshold", threshold.doubleValue());
        }
        Boolean sure = choice.sure();
        if (sure != null) {
            node.put("sure", sure.booleanValue());
        }
        TopicChoice.Mode mode = choice.mode();
        putUnlessNull(node, "mode", mode == null ? null : mode.name());
        putUnlessNull(node, "model", choice.model());
        node.put("confirmed", choice.isByPerson());
    }

    /** The rule that fired, with what it says of itself today. */
    private void rule(ObjectNode node, @Nullable String id) {
        if (id != null) {
            ObjectNode fired = node.putObject("rule").put("id", id);
            pos.regulation().rules().find(id).ifPresent(rule -> {
                putUnlessNull(fired, "note", rule.note());
                putUnlessNull(fired, "hold", rule.then().hold());
            });
        }
    }

    /** Names of today: a message keeps the code. */
    String topicName(String code, Locale locale) {
        Catalog catalog = pos.regulation().catalog();
        return catalog.find(code).map((Topic topic) -> topic.name(locale)).orElse(code);
    }

    private static ObjectNode deadline(Message message, Instant now) {
        Deadline deadline = message.deadline();
        ObjectNode node = Json.object()
                .put("start", deadline.start().toString())
                .put("raw", deadline.raw().toString())
                .put("due", deadline.due().toString())
                .put("zone", deadline.zone().getId())
                .put("term", deadline.term().toString())
                .put("control", deadline.control().toString());
        Pause standing = message.suspension(now);
        putUnlessNull(node, "suspendedUntil", standing == null ? null : String.valueOf(standing.to()));
        Instant stageDue = message.stageDue();
        putUnlessNull(node, "stageDue", stageDue == null ? null : stageDue.toString());
        Instant gross = message.stageDues().gross();
        putUnlessNull(node, "gross", gross == null ? null : gross.toString());
        return node.put("overdue", message.isOverdue(now)).put("grosslyOverdue", message.isGrosslyOverdue(now));
    }

    private static ObjectNode answer(Answer answer) {
        ObjectNode node = Json.object().put("outcome", answer.outcome().name()).put("text", answer.text());
        Instant sentAt = answer.sentAt();
        putUnlessNull(node, "sentAt", sentAt == null ? null : sentAt.toString());
        answer.attachments().forEach(node.putArray("attachments")::add);
        return node;
    }

    private static void rating(ObjectNode node, Message message, Sight sight) {
        Rating rating = message.rating();
        if (rating == null) {
            return;
        }
        ObjectNode rated = node.putObject("rating").put("stars", rating.stars());
        if (sight != Sight.PUBLIC) {
            putUnlessNull(rated, "reason", rating.reason());
            putUnlessNull(rated, "comment", rating.comment());
            rated.put("at", rating.at().toString());
        }
    }

    private static void links(ObjectNode node, Links links, Sight sight) {
        putUnlessNull(
                node, "parent", links.parent() == null ? null : links.parent().toString());
        putUnlessNull(
                node, "child", links.child() == null ? null : links.child().toString());
        node.put("round", links.round());
        // Which message somebody else's follows may be private
        if (sight != Sight.PUBLIC) {
            putUnlessNull(
                    node,
                    "joined",
                    links.joined() == null ? null : links.joined().toString());
        }
        if (links.followers() > 0) {
            node.put("followers", links.followers());
        }
    }

    private void people(ObjectNode node, Message message) {
        Submission sent = message.submission();
        node.set("applicant", names.personNode(sent.applicant()));
        if (!sent.coApplicants().isEmpty()) {
            ArrayNode others = node.putArray("coApplicants");
            sent.coApplicants().forEach(id -> others.add(names.personNode(id)));
        }
        String executor = message.holder().executor();
        if (executor != null) {
            node.set("executor", names.personNode(executor));
        }
    }

    /** What those concerned see and others do not. */
    private void inside(ObjectNode node, Message message, Sight sight) {
        Submission sent = message.submission();
        putUnlessNull(node, "portalNumber", sent.portalNumber());
        if (!sent.attachments().isEmpty()) {
            sent.attachments().forEach(node.putArray("attachments")::add);
        }
        if (!sent.fields().isEmpty()) {
            ObjectNode fields = node.putObject("fields");
            sent.fields().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(each -> fields.put(each.getKey(), each.getValue()));
        }
        Question question = message.question();
        if (question != null) {
            ObjectNode asked = node.putObject("question")
                    .put("text", question.text())
                    .put("askedAt", question.askedAt().toString())
                    .put("until", question.until().toString());
            putUnlessNull(asked, "reply", question.reply());
        }
        Instant ratingEnds = message.ratingEnds();
        putUnlessNull(node, "ratingEnds", ratingEnds == null ? null : ratingEnds.toString());
        Postponement postponement = message.postponement();
        boolean isTold = message.stage() == Stage.POSTPONED;
        if (postponement != null && (isTold || sight == Sight.OFFICIAL)) {
            ObjectNode promise = node.putObject("postponement")
                    .put("until", postponement.until().toString())
                    .put("text", postponement.text());
            if (sight == Sight.OFFICIAL) {
                promise.put("reason", postponement.reason());
            }
        }
        Answer draft = message.draft();
        if (draft != null && sight == Sight.OFFICIAL) {
            ObjectNode drafted = answer(draft);
            drafted.set("executor", names.personNode(draft.executor()));
            node.set("draft", drafted);
        }
    }

    /** What the reader can do with it now: so that a page offers nothing that is refused. */
    private void verbs(ArrayNode verbs, Message message, Actor reader) {
        if (reader.person().isEmpty()) {
            return;
        }
        for (Verb verb : Verb.values()) {
            if (pos.messages().may(verb, message, reader)) {
                verbs.add(verb.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    static void putUnlessNull(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    ArrayNode of(List<Message> messages, Actor reader, Locale locale) {
        ArrayNode items = Json.array();
        messages.forEach(each -> items.add(inList(each, reader, locale)));
        return items;
    }
}
