package feedback.pos.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import feedback.pos.Pos;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Role;
import feedback.pos.refusal.Refusal;
import feedback.pos.testkit.SampleRegion;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtIdentityTest {
    private static final ECKey KEY = key("one");
    private static final Pos POS = Pos.under(SampleRegion.regulation()).open();
    private final JwtIdentity identity =
            JwtIdentity.of(new JWKSet(KEY.toPublicJWK()), "https://id.example", "pos", POS);

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://id.example")
                .audience("pos")
                .subject("moderator")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    private static String signed(JWTClaimsSet.Builder claims, ECKey key) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims.build());
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    private Caller caller(JWTClaimsSet.Builder claims) throws JOSEException {
        return identity.identify(signed(claims, KEY)).orElseThrow();
    }

    @Test
    void rights_come_from_the_tree_where_the_token_says_nothing() throws JOSEException {
        assertThat(caller(claims()).actor()).isEqualTo(SampleRegion.moderator());
        assertThat(caller(claims().subject("anna")).actor()).isEqualTo(Actor.citizen("anna"));
    }

    @Test
    void rights_come_from_the_token_where_it_names_them() throws JOSEException {
        List<Map<String, String>> roles = List.of(
                Map.of("role", "HEAD", "organization", "kursk"),
                Map.of("role", "EMPEROR", "organization", "kursk"),
                Map.of("role", "SYSTEM", "organization", "kursk"));
        assertThat(caller(claims().claim("roles", roles)).actor().grants())
                .isEqualTo(Set.of(new Grant(Role.HEAD, "kursk")));
        assertThat(caller(claims().claim("roles", List.of())).actor().isOfficial())
                .isFalse();
    }

    @Test
    void the_name_is_taken_along() throws JOSEException {
        Caller caller = caller(claims().claim("name", "Анна Соколова").claim("email", "anna@example.org"));
        assertThat(caller.profile()).satisfies(person -> {
            assertThat(person.name()).isEqualTo("Анна Соколова");
            assertThat(person.email()).isEqualTo("anna@example.org");
        });
    }

    @Test
    void what_is_expired_or_meant_for_others_does_not_hold() throws JOSEException {
        refused(signed(claims().expirationTime(Date.from(Instant.now().minusSeconds(600))), KEY));
        refused(signed(claims().expirationTime(null), KEY));
        refused(signed(claims().issuer("https://evil.example"), KEY));
        refused(signed(claims().audience("another"), KEY));
        refused(signed(claims().subject(null), KEY));
        refused(signed(claims().subject("system"), KEY));
        refused(signed(claims().subject(" "), KEY));
        refused(signed(claims().claim("roles", "HEAD"), KEY));
        refused(signed(claims().claim("name", 7), KEY));
    }

    @Test
    void what_is_not_signed_by_a_known_key_does_not_hold() throws JOSEException {
        refused(signed(claims(), key("one")));
        refused(signed(claims(), key("two")));
        refused(new PlainJWT(claims().build()).serialize());
        SignedJWT shared = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims().build());
        shared.sign(new MACSigner(KEY.toECPublicKey().getEncoded()));
        refused(shared.serialize());
        String good = signed(claims(), KEY);
        refused(good.substring(0, good.length() - 4) + "AAAA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b.c", "..", "e30.e30.e30", "🙂.🙂.🙂"})
    void nonsense_does_not_hold(String token) {
        refused(token);
    }

    @Test
    void a_token_of_another_kind_is_none_of_its_business() {
        assertThat(identity.identify("demo-citizen-1")).isEmpty();
        assertThat(identity.identify("pos_abc")).isEmpty();
    }

    private void refused(String token) {
        assertThatThrownBy(() -> identity.identify(token)).as(token).isInstanceOf(Refusal.class);
    }
}
