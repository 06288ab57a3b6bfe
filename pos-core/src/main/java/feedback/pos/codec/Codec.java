package feedback.pos.codec;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import feedback.pos.catalog.RouteStep;
import feedback.pos.deadline.Step;
import feedback.pos.deadline.Term;
import feedback.pos.message.Entry;
import feedback.pos.message.Event;
import feedback.pos.message.Message;
import feedback.pos.message.Submission;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages and facts as JSON and reads them back, and seals journal lines. Reading passes over fields it does not
 * know, so that a newer node's rows can be read. Immutable and thread-safe.
 */
public final class Codec {
    /** The seal before the first line. */
    private static final String NO_SEAL = "";

    private final JsonMapper mapper;
    private final ObjectWriter messageWriter;
    private final ObjectWriter stateWriter;
    private final ObjectReader messageReader;
    private final Map<String, Class<?>> eventTypes = new HashMap<>();

    public Codec() {
        SimpleModule spellings = new SimpleModule("pos")
                .addSerializer(Territory.class, ToStringSerializer.instance)
                .addDeserializer(Territory.class, new Spelling<>(Territory.class, Territory::new))
                .addSerializer(Term.class, ToStringSerializer.instance)
                .addDeserializer(Term.class, new Spelling<>(Term.class, Term::parse));
        mapper = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(spellings)
                .addMixIn(Step.class, ByRule.class)
                .addMixIn(RouteStep.class, ByRule.class)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .build();
        Step.kinds().forEach((rule, type) -> mapper.registerSubtypes(new NamedType(type, rule)));
        RouteStep.kinds().forEach((rule, type) -> mapper.registerSubtypes(new NamedType(type, rule)));
        messageWriter = mapper.writerFor(Message.class);
        stateWriter =
                mapper.copy().addMixIn(Message.class, WithoutSubmission.class).writerFor(Message.class);
        messageReader = mapper.readerFor(Message.class);
        for (Class<?> type : Event.class.getPermittedSubclasses()) {
            eventTypes.put(type.getSimpleName(), type);
        }
    }

    /** The message as JSON. */
    public String write(Message message) {
        return json(() -> messageWriter.writeValueAsString(message));
    }

    /** The message as JSON but for what was submitted, which never changes: for storages that write that once. */
    public String writeState(Message message) {
        return json(() -> stateWriter.writeValueAsString(message));
    }

    /** What was submitted as JSON. */
    public String write(Submission submission) {
        return json(() -> mapper.writeValueAsString(submission));
    }

    /**
     * The message of its two parts.
     *
     * @throws IllegalArgumentException if they are not what {@link #write(Submission)} and {@link #writeState} wrote
     */
    public Message readMessage(String submission, String state) {
        if (!state.startsWith("{")) {
            throw new IllegalArgumentException("not JSON of this kind: " + state);
        }
        return readMessage("{\"submission\":" + submission + "," + state.substring(1));
    }

    /** @throws IllegalArgumentException if it is not what {@link #write(Message)} wrote */
    public Message readMessage(String json) {
        return json(() -> messageReader.readValue(json));
    }

    /** The fact's name, as it stands in {@link Entry#type}. */
    public String type(Event event) {
        return event.getClass().getSimpleName();
    }

    /** The fact as JSON. */
    public String write(Event event) {
        return json(() -> mapper.writeValueAsString(event));
    }

    /** @throws IllegalArgumentException if the entry's type is unknown or its body is not a fact of this type */
    public Event readEvent(Entry entry) {
        Class<?> type = eventTypes.get(entry.type());
        if (type == null) {
            throw new IllegalArgumentException("unknown fact " + entry.type());
        }
        return (Event) json(() -> mapper.readValue(entry.body(), type));
    }

    /** Any record made of plain values, as JSON; for {@link feedback.pos.store.Records}. */
    public String writeRecord(Object record) {
        return json(() -> mapper.writeValueAsString(record));
    }

    /** @throws IllegalArgumentException if it is not what {@link #writeRecord} wrote of this type */
    public <T> T readRecord(String json, Class<T> type) {
        return json(() -> mapper.readValue(json, type));
    }

    /**
     * A line of the journal.
     *
     * @param previous the seal of the line before, empty for the first
     */
    public Entry seal(String previous, UUID message, int version, Instant at, String by, Role role, Event event) {
        String type = type(event);
        String body = write(event);
        return new Entry(
                message,
                version,
                at,
                by,
                role,
                type,
                body,
                Seals.of(previous, message, version, at, role, type, Seals.digest(by, body)));
    }

    /** Whether the line stands as it was written, or as {@link #redact} left it, behind the line with the previous seal. */
    public boolean isIntact(String previous, Entry entry) {
        return Seals.isIntact(previous, entry);
    }

    /**
     * The line without personal data: no text, no place, no applicant; its digest takes their place under the seal, so that
     * the journal still verifies.
     *
     * @param persons whose lines lose their author
     * @return the same line if there was nothing to take out
     */
    public Entry redact(Entry entry, Set<String> persons) {
        String by = persons.contains(entry.by()) ? "" : entry.by();
        String body = json(() -> Redaction.of(mapper.readTree(entry.body()), entry.type()));
        if (by.equals(entry.by()) && body.equals(entry.body())) {
            return entry;
        }
        String digest = entry.digest();
        return new Entry(
                entry.message(),
                entry.version(),
                entry.at(),
                by,
                entry.role(),
                entry.type(),
                body,
                entry.seal(),
                digest != null ? digest : Seals.digest(entry.by(), entry.body()));
    }

    /**
     * Looks whether a journal is whole, its seals hold, and it replays to the row.
     *
     * @return what is wrong, in a few words, or null
     */
    public @Nullable String fault(Message row, List<Entry> journal) {
        String seal = NO_SEAL;
        @Nullable Message replayed = null;
        try {
            for (Entry entry : journal) {
                int expected = replayed == null ? 1 : replayed.version() + 1;
                if (entry.version() != expected) {
                    return "line " + expected + " is missing";
                }
                if (!isIntact(seal, entry)) {
                    return "line " + entry.version() + " was changed";
                }
                seal = entry.seal();
                replayed = readEvent(entry).applyTo(replayed, entry.at());
            }
        } catch (RuntimeException e) {
            return "does not replay: " + e.getMessage();
        }
        if (replayed == null || !replayed.sealed(seal).equals(row)) {
            return "the row is not what the journal says";
        }
        return null;
    }

    /** The seal that stands before the first line of a journal. */
    public String noSeal() {
        return NO_SEAL;
    }

    @JsonIgnoreProperties("submission")
    private interface WithoutSubmission {}

    /** Steps are told apart by their rule. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "rule")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private interface ByRule {}

    private interface Json<T> {
        T get() throws JsonProcessingException;
    }

    private static <T> T json(Json<T> work) {
        try {
            return work.get();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON of this kind: " + e.getOriginalMessage(), e);
        }
    }
}
