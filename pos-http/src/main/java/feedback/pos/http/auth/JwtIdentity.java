package feedback.pos.http.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import feedback.pos.Pos;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Assurance;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Person;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.refusal.Refusal;
import java.net.URL;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bearer JWTs signed by a key of a configured set; issuer, audience and expiry are checked. The person is the claim
 * {@code sub}. The rights are the claim {@code roles}, a list of {@code {"role": …, "organization": …}}; where the claim
 * is missing, those that the tree of organizations knows. Of a voter the claims {@code birthdate}, {@code phone_number} and {@code
 * phone_number_verified} as OpenID Connect has them, {@code residence_oktmo}, {@code registration_oktmo} and {@code assurance} (a level of {@link
 * Assurance}) say who may vote. Thread-safe.
 */
public final class JwtIdentity implements Identity {
    private static final Logger LOG = LoggerFactory.getLogger(JwtIdentity.class);

    /** Public-key algorithms only: a shared secret cannot be mistaken for a public key then. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final Function<String, Actor> staff;

    private JwtIdentity(
            JWKSource<SecurityContext> keys, String issuer, String audience, Function<String, Actor> staff) {
        this.staff = staff;
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                audience, new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub", "exp")));
    }

    /** With a key set at hand. */
    public static JwtIdentity of(JWKSet keys, String issuer, String audience, Pos pos) {
        return new JwtIdentity(new ImmutableJWKSet<>(keys), issuer, audience, staff(pos));
    }

    /** With a key set at an address, fetched when first needed, kept, and fetched again for a key not known yet. */
    public static JwtIdentity of(URL keys, String issuer, String audience, Pos pos) {
        JWKSource<SecurityContext> source =
                JWKSourceBuilder.create(keys).retrying(true).build();
        return new JwtIdentity(source, issuer, audience, staff(pos));
    }

    private static Function<String, Actor> staff(Pos pos) {
        return person -> Staff.find(
                person, pos.regulation().directory(), pos.regulation().root());
    }

    @Override
    public Optional<Caller> identify(String token) {
        // Three parts with dots between them; nothing else has that form
        if (token.chars().filter(c -> c == '.').count() != 2) {
            return Optional.empty();
        }
        try {
            JWTClaimsSet claims = processor.process(SignedJWT.parse(token), null);
            return Optional.of(caller(claims));
        } catch (ParseException | BadJOSEException e) {
            LOG.debug("a token was refused: {}", e.getMessage());
            throw Identity.invalid();
        } catch (JOSEException e) {
            LOG.warn("a token could not be checked", e);
            throw Identity.invalid();
        }
    }

    private Caller caller(JWTClaimsSet claims) throws ParseException {
        String person = claims.getSubject();
        if (person == null || !Persons.canBe(person)) {
            throw Identity.invalid();
        }
        Object roles = claims.getClaim("roles");
        Actor actor = roles == null ? staff.apply(person) : new Actor(person, grants(roles));
        String name = claims.getStringClaim("name");
        return new Caller(actor, name == null || name.isBlank() ? null : profile(person, cut(name), claims));
    }

    private static Person profile(String person, String name, JWTClaimsSet claims) throws ParseException {
        // A phone that nobody has seen the owner of must not take another's vote
        boolean isVerified = Boolean.TRUE.equals(claims.getBooleanClaim("phone_number_verified"));
        try {
            return new Person(
                    person,
                    name,
                    claims.getStringClaim("email"),
                    isVerified ? claims.getStringClaim("phone_number") : null,
                    read(claims, "birthdate", LocalDate::parse),
                    read(claims, "residence_oktmo", Territory::new),
                    read(claims, "registration_oktmo", Territory::new),
                    read(claims, "assurance", Assurance::valueOf));
        } catch (DateTimeException | IllegalArgumentException | Refusal e) {
            LOG.debug("a token says of its person what cannot be read", e);
            throw Identity.invalid();
        }
    }

    private static <T> @Nullable T read(JWTClaimsSet claims, String claim, Function<String, T> reader)
            throws ParseException {
        String text = claims.getStringClaim(claim);
        return text == null || text.isEmpty() ? null : reader.apply(text);
    }

    private static String cut(String name) {
        return name.length() <= 300 ? name : name.substring(0, 300);
    }

    private static Set<Grant> grants(Object roles) {
        if (!(roles instanceof List<?> list)) {
            throw Identity.invalid();
        }
        Set<Grant> grants = new HashSet<>();
        for (Object each : list) {
            if (!(each instanceof Map<?, ?> map)
                    || !(map.get("role") instanceof String role)
                    || !(map.get("organization") instanceof String organization)) {
                throw Identity.invalid();
            }
            Role known = official(role);
            if (known != null) {
                grants.add(new Grant(known, organization));
            }
        }
        return grants;
    }

    /** A role of another system's is none of ours, and harmless. */
    private static @Nullable Role official(String name) {
        for (Role role : Role.values()) {
            if (role.isOfficial() && role.name().equals(name)) {
                return role;
            }
        }
        return null;
    }
}
