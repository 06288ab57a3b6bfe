package feedback.pos.http.region;

import feedback.pos.message.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What the people of the sample region wrote and were told. */
final class DemoTexts {
    /** A message as a citizen wrote it, with the topic that a moderator would give. */
    record Letter(String topic, String territory, String address, double lat, double lon, String text) {}

    private record Reply(String topic, Outcome outcome, String text) {}

    private final List<Letter> letters = new ArrayList<>();
    private final List<Reply> replies = new ArrayList<>();

    private DemoTexts() {}

    static DemoTexts read() {
        DemoTexts texts = new DemoTexts();
        Problems problems = new Problems();
        try {
            new CsvTable("messages.csv", problems, "topic", "territory", "address", "lat", "lon", "text")
                    .read(
                            RegionFiles.demoFolder(),
                            row -> texts.letters.add(new Letter(
                                    row.get("topic"),
                                    row.get("territory"),
                                    row.get("address"),
                                    Double.parseDouble(row.get("lat")),
                                    Double.parseDouble(row.get("lon")),
                                    row.get("text"))));
            new CsvTable("answers.csv", problems, "topic", "outcome", "text")
                    .read(
                            RegionFiles.demoFolder(),
                            row -> texts.replies.add(
                                    new Reply(row.get("topic"), Outcome.valueOf(row.get("outcome")), row.get("text"))));
            problems.orFail();
        } catch (RegionFault e) {
            throw new IllegalStateException("the sample messages are broken", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    List<Letter> letters() {
        return letters;
    }

    /** An answer that fits the topic best. */
    String reply(List<String> topicPath, Outcome outcome, Random random) {
        List<String> best = new ArrayList<>();
        int depth = -1;
        for (Reply each : replies) {
            int here = each.topic().isEmpty() ? 0 : topicPath.indexOf(each.topic()) + 1;
            boolean fits =
                    each.outcome() == outcome && (here > 0 || each.topic().isEmpty());
            if (fits && here >= depth) {
                if (here > depth) {
                    best.clear();
                }
                depth = here;
                best.add(each.text());
            }
        }
        return best.get(random.nextInt(best.size()));
    }
}
