package feedback.pos.bench;

import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pages that people look at, and the SQL that one would write for each by hand. */
final class Pages {
    static final int SIZE = 50;
    static final String DESK = "desk page: what waits for the moderators of a town";
    private static final String TOWN = "kursk";
    private static final Set<Stage> WORK = Set.of(Stage.COORDINATION, Stage.EXECUTION, Stage.APPROVAL);

    private Pages() {}

    /**
     * A page.
     *
     * @param where the conditions by hand, on {@code pos_message} as {@code m} and what was submitted as {@code s}
     */
    record Page(Filled filled, Filter filter, @Nullable Position after, String where) {
        List<Message> read() {
            return filled.pos().messages().list(filter, after, SIZE);
        }
    }

    /** By what they are. */
    static Map<String, Page> of(Filled filled) {
        Filter all = filled.all();
        Filter town = all.withWithin(Set.of(TOWN));
        String small = filled.smallBody();
        String citizen = filled.citizen();
        Position middle = filled.middle();
        long created = micros(middle);
        long now = filled.ends().getEpochSecond() * 1_000_000;
        Map<String, Page> pages = new LinkedHashMap<>();
        pages.put(
                DESK,
                new Page(
                        filled,
                        town.withStages(Set.of(Stage.MODERATION)),
                        null,
                        "m.holder_path LIKE '%/kursk/%' AND m.stage = 'MODERATION'"));
        pages.put("desk page: all of a town", new Page(filled, town, null, "m.holder_path LIKE '%/kursk/%'"));
        pages.put(
                "desk page: what a town works on",
                new Page(
                        filled,
                        town.withStages(WORK),
                        null,
                        "m.holder_path LIKE '%/kursk/%' AND m.stage IN ('COORDINATION', 'EXECUTION', 'APPROVAL')"));
        pages.put(
                "desk page: all of a small body",
                new Page(filled, all.withWithin(Set.of(small)), null, "m.holder_path LIKE '%/" + small + "/%'"));
        pages.put(
                "desk page: what a small body works on",
                new Page(
                        filled,
                        all.withWithin(Set.of(small)).withStages(WORK),
                        null,
                        "m.holder_path LIKE '%/" + small
                                + "/%' AND m.stage IN ('COORDINATION', 'EXECUTION', 'APPROVAL')"));
        pages.put(
                "desk page: what is overdue in the region",
                new Page(filled, all.withOverdue(true), null, "m.late_at <= " + now));
        pages.put(
                "desk page: what is overdue and open in the region",
                new Page(
                        filled,
                        all.withOverdue(true).withStages(WORK),
                        null,
                        "m.late_at <= " + now + " AND m.stage IN ('COORDINATION', 'EXECUTION', 'APPROVAL')"));
        pages.put(
                "citizen's page",
                new Page(filled, all.withApplicant(citizen), null, "m.applicant = '" + citizen + "'"));
        pages.put(
                "deep page: all of a town, from the middle",
                new Page(filled, town, middle, "m.holder_path LIKE '%/kursk/%' AND m.created_at < " + created));
        pages.put("search page: a common word", search(filled, town, "асфальт"));
        pages.put("search page: a middling word", search(filled, town, "Космонавтов"));
        return pages;
    }

    private static Page search(Filled filled, Filter filter, String word) {
        return new Page(
                filled, filter.withText(word), null, "m.holder_path LIKE '%/kursk/%' AND s.body LIKE '%" + word + "%'");
    }

    private static long micros(Position position) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, position.createdAt());
    }

    /** The statement by hand. */
    static String sql(Page page) {
        return "SELECT m.body, s.body FROM pos_message m JOIN pos_submission s ON s.message = m.id WHERE "
                + page.where() + " ORDER BY m.created_at DESC, m.id DESC LIMIT " + SIZE;
    }
}
