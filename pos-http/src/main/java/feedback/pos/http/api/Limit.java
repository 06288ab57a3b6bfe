package feedback.pos.http.api;

import java.time.Duration;

/**
 * So many requests in so much time, which may come all at once.
 *
 * @param requests 1 to 1,000,000
 * @param per 1 second to 1 day
 */
public record Limit(int requests, Duration per) {

    /** @throws IllegalArgumentException if a number is out of its range */
    public Limit {
        if (requests < 1
                || requests > 1_000_000
                || per.compareTo(Duration.ofSeconds(1)) < 0
                || per.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("a limit is 1 to 1000000 requests per 1 second to 1 day");
        }
    }

    /** Reads {@code 60/PT1M}. */
    public static Limit parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("a limit is written 60/PT1M, not " + text);
        }
        try {
            return new Limit(Integer.parseInt(text.substring(0, slash)), Duration.parse(text.substring(slash + 1)));
        } catch (NumberFormatException | java.time.DateTimeException e) {
            throw new IllegalArgumentException("a limit is written 60/PT1M, not " + text, e);
        }
    }
}
