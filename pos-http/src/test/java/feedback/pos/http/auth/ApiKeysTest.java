package feedback.pos.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.http.auth.ApiKeys.ApiKey;
import feedback.pos.http.auth.ApiKeys.Issued;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import feedback.pos.refusal.Refusal;
import feedback.pos.store.Records;
import feedback.pos.store.Storage;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Actor OPERATOR = Actor.official("robot", Role.OPERATOR, "region");
    private final Records records = Storage.inMemory().records();
    private final ApiKeys keys = new ApiKeys(records);

    @Test
    void a_key_opens_what_it_was_made_for() {
        Issued issued = keys.create("колл-центр", OPERATOR, NOW);
        assertThat(keys.identify(issued.secret())).contains(Caller.of(OPERATOR));
    }

    @Test
    void the_base_never_holds_the_key_itself() {
        Issued issued = keys.create("колл-центр", OPERATOR, NOW);
        assertThat(records.list("api-key", "", 10)).hasSize(1).allSatisfy(document -> {
            assertThat(document.body()).doesNotContain(issued.secret());
            assertThat(document.key()).doesNotContain(issued.secret());
        });
        assertThat(keys.list()).containsExactly(issued.key());
    }

    @Test
    void a_revoked_key_opens_nothing_and_stays_revoked() {
        Issued issued = keys.create("a", OPERATOR, NOW);
        keys.create("b", OPERATOR, NOW);
        ApiKey revoked = keys.revoke(issued.key().id(), NOW.plusSeconds(1));
        assertThat(revoked.revoked()).isEqualTo(NOW.plusSeconds(1));
        assertThat(keys.revoke(issued.key().id(), NOW.plusSeconds(9)).revoked()).isEqualTo(NOW.plusSeconds(1));
        assertThatThrownBy(() -> keys.identify(issued.secret())).isInstanceOf(Refusal.class);
        assertThat(keys.list()).filteredOn(each -> each.revoked() == null).hasSize(1);
    }

    @Test
    void each_of_many_keys_is_found_by_its_id() {
        Set<String> secrets = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            secrets.add(keys.create("key " + i, OPERATOR, NOW).secret());
        }
        assertThat(secrets).hasSize(200);
        for (ApiKey each : keys.list()) {
            assertThat(keys.revoke(each.id(), NOW).label()).isEqualTo(each.label());
        }
    }

    @Test
    void a_made_up_key_is_refused_and_another_token_is_not_a_key() {
        assertThatThrownBy(() -> keys.identify("pos_nonsense")).isInstanceOf(Refusal.class);
        assertThat(keys.identify("demo-citizen-1")).isEmpty();
        assertThatThrownBy(() -> keys.revoke("unknown", NOW)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> keys.revoke("", NOW)).isInstanceOf(Refusal.class);
    }

    @Test
    void nobody_acts_as_the_automaton() {
        assertThatThrownBy(() -> keys.create("a", Actor.official("system", Role.HEAD, "region"), NOW))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> keys.create(" ", OPERATOR, NOW)).isInstanceOf(Refusal.class);
    }
}
