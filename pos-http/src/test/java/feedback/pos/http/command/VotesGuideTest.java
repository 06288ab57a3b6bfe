package feedback.pos.http.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedback.pos.store.Chain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/votes.md says of seals is what is done. */
class VotesGuideTest {
    private static final Path GUIDE = Path.of("..", "docs", "votes.md");
    private static final Path THIS = Path.of("src/test/java/feedback/pos/http/command/VotesGuideTest.java");
    private static final String POLL = "0195b2f0-0000-7000-8000-000000000001";
    private static final List<String> BODIES = List.of(
            "{\"channel\":\"ESIA\",\"choice\":[\"park\"]}",
            "{\"channel\":\"PAPER\",\"protocol\":\"7\",\"choice\":[\"road\"]}");

    static String head(String poll, int chain, Iterable<JsonNode> lines) throws NoSuchAlgorithmException {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        String seal = "";
        for (JsonNode line : lines) {
            String place = poll + "/" + chain + "/" + line.get("position").asLong();
            String text = String.join(
                    "\n",
                    seal,
                    place,
                    line.get("salt").asText(),
                    line.get("replaces").asText(),
                    line.get("body").asText());
            byte[] digest = sha.digest(text.getBytes(StandardCharsets.UTF_8));
            seal = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        }
        return seal;
    }

    @Test
    void the_seals_in_the_guide_are_right_and_its_java_makes_them() throws Exception {
        String guide = Files.readString(GUIDE);
        Chain chain = new Chain(UUID.fromString(POLL), 0, 0, "");
        var lines = new JsonMapper().createArrayNode();
        for (String body : BODIES) {
            String salt = (lines.isEmpty() ? "A" : "B").repeat(16);
            String seal = chain.add(salt, "", body);
            assertThat(guide).contains("| " + chain.length() + " | `" + body + "` | `" + seal + "` |");
            lines.addObject()
                    .put("position", chain.length())
                    .put("salt", salt)
                    .put("replaces", "")
                    .put("body", body);
        }
        assertThat(head(POLL, 0, lines)).isEqualTo(chain.seal());
    }

    @Test
    void the_java_in_the_guide_stands_here() throws IOException {
        String here = withoutBlanks(Files.readString(THIS));
        assertThat(Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(GUIDE))
                        .results()
                        .map(piece -> withoutBlanks(piece.group(1))))
                .isNotEmpty()
                .allSatisfy(piece -> assertThat(here).contains(piece));
    }

    private static String withoutBlanks(String java) {
        return java.replaceAll("\\s", "");
    }
}
