package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import feedback.pos.Pos;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Person;
import feedback.pos.procedure.Regulation;
import java.time.Duration;
import java.util.List;

/** What people and bodies are called. Thread-safe; people's names are kept for a minute, since every list asks for them. */
final class Names {
    private final Pos pos;
    private volatile Regulation seen;
    private final Cache<String, String> people = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    Names(Pos pos) {
        this.pos = pos;
        this.seen = pos.regulation();
    }

    String person(String id) {
        Regulation now = pos.regulation();
        if (!now.equals(seen)) {
            // Another edition, whose officials may have other names, or somebody was erased
            seen = now;
            people.invalidateAll();
        }
        return people.get(id, pos.people()::nameOf);
    }

    /** Whether the person was written down, as far as was known within the last minute. */
    boolean knows(String id) {
        return !person(id).equals(id);
    }

    String organization(String id) {
        return pos.regulation().directory().find(id).map(Organization::name).orElse(id);
    }

    /** Writes people down. */
    void put(List<Person> written) {
        if (!written.isEmpty()) {
            pos.people().put(written);
            written.forEach(each -> people.invalidate(each.id()));
        }
    }

    /** Forgets what somebody was called. */
    void forget(String id) {
        people.invalidate(id);
    }

    ObjectNode personNode(String id) {
        return Json.object().put("id", id).put("name", person(id));
    }

    ObjectNode organizationNode(String id) {
        return Json.object().put("id", id).put("name", organization(id));
    }
}
