package feedback.pos.http.auth;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.util.List;
import java.util.Optional;

/**
 * Makes a known person of a bearer token. Thread-safe. An embedder with accounts of its own implements this one method.
 */
@FunctionalInterface
public interface Identity {

    /**
     * Who holds the token.
     *
     * @return empty if the token is not of this kind, so that another identity may know it
     * @throws Refusal UNAUTHENTICATED if it is of this kind and does not hold: expired, revoked, not signed by a known key
     */
    Optional<Caller> identify(String token);

    /** Knows nobody. */
    static Identity none() {
        return token -> Optional.empty();
    }

    /** Asks one after the other; the first that knows the token decides. */
    static Identity anyOf(List<Identity> identities) {
        List<Identity> all = List.copyOf(identities);
        return token -> all.stream()
                .map(each -> each.identify(token))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The refusal for a token that does not hold. */
    static Refusal invalid() {
        return Refusal.of(Reason.UNAUTHENTICATED, "token.invalid");
    }
}
