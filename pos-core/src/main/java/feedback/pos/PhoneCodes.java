package feedback.pos;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Records;
import feedback.pos.store.Records.Document;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One-time codes for phones. A code holds ten minutes and five tries; a phone gets one a minute and five a day, so that a code cannot be
 * guessed nor a phone be flooded. Nothing that is kept tells the phone or the code. Thread-safe.
 */
final class PhoneCodes {
    static final Duration HOLDS = Duration.ofMinutes(10);
    private static final Duration BETWEEN = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_A_DAY = 5;
    private static final int MOST_TRIES = 5;
    private static final String KIND = "poll-code";

    private final Office office;
    private final PollKeys keys;

    /**
     * @param code keyed hash of the code, or empty once it was used
     * @param sent when
     * @param tries how often a wrong one was told
     * @param since the beginning of the day in which they are counted
     * @param codes how many were sent in it
     */
    private record Sent(String code, Instant sent, int tries, Instant since, int codes) {}

    PhoneCodes(Office office, PollKeys keys) {
        this.office = office;
        this.keys = keys;
    }

    /** Only its digits, with the country's in front. */
    static String digits(String phone) {
        String digits = phone.replaceAll("\\D", "");
        return digits.length() == 11 && digits.startsWith("8")
                ? "7" + digits.substring(1)
                : digits.length() == 10 ? "7" + digits : digits;
    }

    static boolean isPhone(String phone) {
        int length = digits(phone).length();
        return phone.length() <= 40 && length >= 11 && length <= 15;
    }

    void send(UUID poll, String phone, Instant now, Polls.CodeSender sender) {
        requirePhone(phone);
        String key = key(poll, phone);
        String code = keys.code();
        String seen = records().get(KIND, key).orElse(null);
        Sent before = seen == null ? null : office.codec().readRecord(seen, Sent.class);
        boolean isNewDay = before == null || !before.since().plus(DAY).isAfter(now);
        if (before != null && before.sent().plus(BETWEEN).isAfter(now)) {
            throw Refusal.of(Reason.TOO_MANY, "poll.codeSoon", BETWEEN.toSeconds());
        }
        if (before != null && !isNewDay && before.codes() >= MOST_A_DAY) {
            Duration wait = Duration.between(now, before.since().plus(DAY));
            throw Refusal.of(Reason.TOO_MANY, "poll.codesToday", Math.max(1, wait.toSeconds()), MOST_A_DAY);
        }
        Sent next = before == null || isNewDay
                ? new Sent(hash(poll, code), now, 0, now, 1)
                : new Sent(hash(poll, code), now, 0, before.since(), before.codes() + 1);
        if (!records().putIfUnchanged(KIND, key, seen, List.of(document(key, next)))) {
            throw Refusal.of(Reason.TOO_MANY, "poll.codeSoon", BETWEEN.toSeconds());
        }
        sender.send(digits(phone), code);
    }

    /** @throws Refusal INVALID_VALUE if it is not the code, TOO_LATE if there is none that holds, TOO_MANY if another is told right now */
    void check(UUID poll, String phone, String code, Instant now) {
        requirePhone(phone);
        String key = key(poll, phone);
        String seen = records().get(KIND, key).orElse(null);
        Sent sent = seen == null ? null : office.codec().readRecord(seen, Sent.class);
        if (sent == null
                || sent.code().isEmpty()
                || sent.sent().plus(HOLDS).isBefore(now)
                || sent.tries() >= MOST_TRIES) {
            throw Refusal.of(Reason.TOO_LATE, "poll.codeNone");
        }
        // Counted before it is compared: who tells many codes at once has not more tries than who tells them one by one
        Sent tried = new Sent(sent.code(), sent.sent(), sent.tries() + 1, sent.since(), sent.codes());
        if (!records().putIfUnchanged(KIND, key, seen, List.of(document(key, tried)))) {
            throw Refusal.of(Reason.TOO_MANY, "poll.codeBusy");
        }
        if (!sent.code().equals(hash(poll, code.strip()))) {
            throw Refusal.field("code", "poll.codeWrong");
        }
    }

    /** The code was for one ballot; how many were sent stays known for the day. */
    void used(UUID poll, String phone) {
        String key = key(poll, phone);
        String seen = records().get(KIND, key).orElse(null);
        if (seen != null) {
            Sent sent = office.codec().readRecord(seen, Sent.class);
            records()
                    .putIfUnchanged(
                            KIND,
                            key,
                            seen,
                            List.of(document(
                                    key, new Sent("", sent.sent(), sent.tries(), sent.since(), sent.codes()))));
        }
    }

    private void requirePhone(String phone) {
        if (!isPhone(phone)) {
            throw Refusal.field("phone", "poll.phone");
        }
    }

    private String key(UUID poll, String phone) {
        return poll + "/" + keys.of(poll, "code-phone", digits(phone));
    }

    private String hash(UUID poll, String code) {
        return keys.of(poll, "code", code).toString();
    }

    private Document document(String key, Sent sent) {
        return new Document(KIND, key, office.codec().writeRecord(sent));
    }

    private Records records() {
        return office.storage().records();
    }
}
