package feedback.pos.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.deadline.Deadline;
import feedback.pos.deadline.Term;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The number that a citizen is given. */
class MessageNumberTest {
    private static final Deadline NOVEMBER = received("2026-11-23T09:00:00Z");

    /** Told to citizens: the same id must give the same number for ever. */
    @ParameterizedTest
    @CsvSource({
        "00000000-0000-0000-0000-000000000000,261123-00000-00000",
        "00000000-0000-0001-0000-000000000001,261123-01BAP-DWEHB",
        "019a9f3c-52d1-7a10-8f00-5a1fd2c3b4e5,261123-3V5YZ-GVDFY",
        "fedcba98-7654-4321-8fed-cba987654321,261123-0AY4X-XZD3X",
    })
    void an_id_gives_its_number_for_ever(UUID id, String number) {
        assertThat(MessageNumber.of(id, NOVEMBER)).isEqualTo(number);
    }

    @Test
    void it_begins_with_the_day_of_receipt_in_the_zone_of_the_clock() {
        assertThat(MessageNumber.of(new UUID(1, 1), received("2009-03-01T22:00:00Z")))
                .matches("090302(-[0-9A-HJKMNP-TV-Z]{5}){2}");
        assertThat(MessageNumber.of(new UUID(1, 1), received("2026-12-31T20:59:59Z")))
                .startsWith("261231-");
    }

    @Test
    void ids_that_differ_in_one_bit_have_numbers_that_differ_in_many_characters() {
        Random random = new Random(7);
        Set<String> numbers = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            UUID id = new UUID(random.nextLong(), random.nextLong());
            String number = MessageNumber.of(id, NOVEMBER);
            numbers.add(number);
            for (int bit = 0; bit < 64; bit++) {
                long flipped = 1L << bit;
                String high = MessageNumber.of(
                        new UUID(id.getMostSignificantBits() ^ flipped, id.getLeastSignificantBits()), NOVEMBER);
                String low = MessageNumber.of(
                        new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ flipped), NOVEMBER);
                assertThat(differing(number, high)).isGreaterThanOrEqualTo(3);
                assertThat(differing(number, low)).isGreaterThanOrEqualTo(3);
            }
        }
        assertThat(numbers).hasSize(100);
    }

    private static int differing(String one, String other) {
        int differing = 0;
        for (int i = 0; i < one.length(); i++) {
            differing += one.charAt(i) == other.charAt(i) ? 0 : 1;
        }
        return differing;
    }

    private static Deadline received(String start) {
        Instant at = Instant.parse(start);
        LocalDate day = LocalDate.of(2026, 12, 23);
        return new Deadline(at, Term.days(30), ZoneId.of("Europe/Moscow"), day, at, day, List.of(), List.of());
    }
}
