package feedback.pos.http.api;

import feedback.pos.Pos;
import feedback.pos.http.auth.Caller;
import feedback.pos.message.Channel;
import feedback.pos.message.Kind;
import feedback.pos.message.Point;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Person;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import io.undertow.util.HttpString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what is sent in as a new message. Thread-safe. */
final class Entry {
    private static final HttpString KEY = new HttpString("Idempotency-Key");
    private static final int KEY_LIMIT = 200;
    private static final int NAME_LIMIT = 300;
    private static final int CONTACT_LIMIT = 200;

    private final Pos pos;
    private final Names names;
    private final Lookup lookup;

    Entry(Pos pos, Names names, Lookup lookup) {
        this.pos = pos;
        this.names = names;
        this.lookup = lookup;
    }

    /**
     * A message to be sent.
     *
     * @param submission the message
     * @param people to be written down once it is sent
     */
    record Form(Submission submission, List<Person> people) {}

    Form read(Call call) {
        Caller caller = call.caller();
        Body body = call.requiredBody();
        String once = once(call, caller.actor());
        PersonIds ids = new PersonIds(once);
        List<Person> people = new ArrayList<>();
        if (caller.profile() != null && !names.knows(caller.actor().person())) {
            people.add(caller.profile());
        }
        String applicant = applicant(body, caller.actor(), ids, people);
        List<String> coApplicants = coApplicants(body, ids, people);
        boolean isForAnother = !applicant.equals(caller.actor().person());
        Channel channel = body.choice("channel", Channel.class);
        Kind kind = body.choice("kind", Kind.class);
        Territory territory = territory(body);
        String text = body.textOrEmpty("text");
        String topic = body.text("topic");
        String organization = body.text("organization");
        String address = body.text("address");
        Point location = location(body);
        boolean open = body.flag("public", false);
        boolean consent = body.flag("consent", true);
        List<String> attachments = attachments(body);
        Map<String, String> fields = body.map("fields");
        UUID join = join(body);
        body.done();
        Submission submission = new Submission(
                null,
                applicant,
                text,
                territory,
                kind == null ? Kind.MESSAGE : kind,
                topic,
                organization,
                address,
                location,
                channel != null ? channel : isForAnother ? Channel.OPERATOR : Channel.PORTAL,
                open,
                consent,
                attachments,
                fields,
                coApplicants,
                null,
                once,
                join);
        return new Form(submission, people);
    }

    /** So much of a message as others on the same matter are found by. */
    Submission readDraft(Call call) {
        Body body = call.requiredBody();
        String text = body.required("text");
        int most = pos.regulation().policy().textLimit();
        if (text.codePointCount(0, text.length()) > most) {
            body.wrong("text", "text.tooLong", most);
        }
        String topic = body.text("topic");
        if (topic != null && pos.regulation().catalog().find(topic).isEmpty()) {
            body.wrong("topic", "topic.unknown", topic);
        }
        Territory territory = territory(body);
        Point location = location(body);
        body.done();
        return new Submission(call.actor(), text, territory).withTopic(topic).withPlace(null, location);
    }

    /** The message to follow, by id or number; whether it may be followed is the procedure's to say. */
    private @Nullable UUID join(Body body) {
        String name = body.text("join");
        if (name == null) {
            return null;
        }
        UUID id = lookup.idOf(name);
        if (id == null) {
            body.wrong("join", "message.unknown");
        }
        return id;
    }

    /** The key under which the same submission of the same person is the same message. */
    static @Nullable String once(Call call, Actor actor) {
        String key = call.header(KEY);
        if (key == null) {
            return null;
        }
        if (key.isEmpty() || key.length() > KEY_LIMIT || key.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw Refusal.field("Idempotency-Key", "key.unfit", KEY_LIMIT);
        }
        return "http:" + PersonIds.digest(actor.person(), key);
    }

    private String applicant(Body body, Actor actor, PersonIds ids, List<Person> people) {
        if (!body.has("applicant")) {
            return actor.person();
        }
        if (actor.grants().stream().noneMatch(grant -> grant.role() == Role.OPERATOR)) {
            throw Refusal.of(Reason.FORBIDDEN, "role.needed", Role.OPERATOR);
        }
        if (body.isText("applicant")) {
            String id = Objects.requireNonNull(body.text("applicant"));
            if (pos.people().find(id).isEmpty()) {
                body.wrong("applicant", "person.unknown");
            }
            return id;
        }
        Body given = body.object("applicant");
        if (given == null) {
            return actor.person();
        }
        String id = given.text("id");
        if (id != null && (id.isBlank() || id.length() > 100 || id.equals(Actor.SYSTEM_ID))) {
            given.wrong("id", "person.unfit");
        }
        // Somebody known already keeps the name that was given first
        if (id != null && pos.people().find(id).isPresent()) {
            person(given, id);
            return id;
        }
        Person person = id == null ? person(given, ids) : person(given, id);
        people.add(person);
        return person.id();
    }

    private List<String> coApplicants(Body body, PersonIds ids, List<Person> people) {
        List<String> coApplicants = new ArrayList<>();
        for (Body each : body.objects("coApplicants")) {
            Person person = person(each, ids);
            people.add(person);
            coApplicants.add(person.id());
        }
        return coApplicants;
    }

    private static Person person(Body given, PersonIds ids) {
        Person nameless = person(given, "");
        return new Person(ids.next(nameless), nameless.name(), nameless.email(), nameless.phone());
    }

    private static Person person(Body given, String id) {
        String name = given.required("name");
        if (given.isText("name") && (name.isBlank() || name.length() > NAME_LIMIT)) {
            given.wrong("name", "name.unfit", NAME_LIMIT);
        }
        Person person = new Person(id, name, contact(given, "email"), contact(given, "phone"));
        given.end();
        return person;
    }

    private static @Nullable String contact(Body given, String field) {
        String contact = given.text(field);
        if (contact != null
                && (contact.length() > CONTACT_LIMIT || contact.chars().anyMatch(Character::isISOControl))) {
            given.wrong(field, "text.tooLong", CONTACT_LIMIT);
        }
        return contact;
    }

    /** Where nobody says, it is somewhere in the region. */
    private Territory territory(Body body) {
        Territory whole = pos.regulation()
                .directory()
                .find(pos.regulation().root())
                .map(Organization::territory)
                .orElseThrow();
        String given = body.text("territory");
        if (given == null) {
            return whole;
        }
        try {
            return new Territory(given);
        } catch (Refusal malformed) {
            body.wrong("territory", malformed.key(), malformed.args().toArray());
            return whole;
        }
    }

    static @Nullable Point location(Body body) {
        Body given = body.object("location");
        if (given == null) {
            return null;
        }
        double lat = given.number("lat");
        double lon = given.number("lon");
        given.end();
        try {
            return new Point(lat, lon);
        } catch (Refusal outside) {
            outside.fields()
                    .forEach(each ->
                            body.wrong(each.field(), each.key(), each.args().toArray()));
            return null;
        }
    }

    /** Files cannot be uploaded yet, so no id leads to one. */
    static List<String> attachments(Body body) {
        List<String> attachments = body.texts("attachments");
        for (int i = 0; i < attachments.size(); i++) {
            body.wrong("attachments[" + i + "]", "attachment.unknown");
        }
        return attachments;
    }
}
