package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import feedback.pos.http.api.Http.Answer;
import feedback.pos.tally.Pabulib;
import feedback.pos.tally.Rule;
import feedback.pos.tally.Tally;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A poll over HTTP from the first draft to the check that a stranger makes of it. */
class PollCallsTest {
    private static final String POLLS = "/api/v1/polls";
    private static final String PARK = """
            {"title":"Что благоустроить в 2027 году","territory":"38701000","live":true,
             "electorate":{"minAge":14,"territories":["38701000"],"channels":["ESIA","OPERATOR","VOLUNTEER","PAPER"]},
             "vote":{"form":"APPROVAL","max":2,"budget":100,"rule":"greedy","ties":"cheaper,list","projects":[
               {"id":"park","title":"Парк","cost":60,"location":{"lat":51.73,"lon":36.19}},
               {"id":"road","title":"Дорога","cost":50.5},
               {"id":"lamp","title":"Фонари","cost":40,"description":"Сорок фонарей"}]}}
            """;

    private final TestServer server = TestServer.start();
    private final Http polls = server.http().as("polls");
    private final Http anybody = server.http();

    @AfterEach
    void stop() {
        server.close();
    }

    private Http citizen(int number) {
        return server.http().as("citizen-" + number);
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer;
    }

    private String opened(String poll) {
        String id = done(polls.post(POLLS, poll)).id();
        done(polls.post(POLLS + "/" + id + "/open"));
        return POLLS + "/" + id;
    }

    private static String choices(String choices) {
        return "{\"choices\":" + choices + "}";
    }

    @Test
    void a_vote_lives_and_a_stranger_counts_it_again() throws Exception {
        Answer draft = done(polls.post(POLLS, PARK));
        String poll = POLLS + "/" + draft.id();
        assertThat(draft.header("Location")).endsWith(poll);
        assertThat(anybody.get(poll).problem()).isEqualTo("404 NOT_FOUND");
        assertThat(polls.get(poll).at("/stage")).isEqualTo("DRAFT");
        done(polls.post(poll + "/open", "{}"));
        assertThat(anybody.post(poll + "/ballots", choices("[\"park\"]")).problem())
                .isEqualTo("401 UNAUTHENTICATED");
        Answer first = done(citizen(1).post(poll + "/ballots", choices("[\"lamp\",\"park\"]")));
        assertThat(first.status()).isEqualTo(201);
        assertThat(citizen(1).post(poll + "/ballots", choices("[\"road\"]")).problem())
                .isEqualTo("409 ALREADY_DONE");
        assertThat(citizen(1).get(poll).json().get("voted").asBoolean()).isTrue();
        assertThat(citizen(2).get(poll).json().get("voted").asBoolean()).isFalse();
        done(citizen(2).post(poll + "/ballots", choices("\"park\"")));
        done(citizen(3).post(poll + "/ballots", choices("[\"road\"]")));
        JsonNode live = done(anybody.get(poll + "/results")).json();
        assertThat(live.at("/projects/0/votes").asInt()).isEqualTo(2);
        assertThat(live.has("winners")).isFalse();
        assertThat(anybody.get(poll).at("/turnout")).isEqualTo("3");
        assertThat(anybody.get(poll + "/audit/lines").problem()).isEqualTo("403 FORBIDDEN");
        done(polls.post(poll + "/close"));
        assertThat(citizen(4).post(poll + "/ballots", choices("\"park\"")).problem())
                .isEqualTo("410 TOO_LATE");
        done(polls.post(poll + "/publish"));
        JsonNode results = done(anybody.get(poll + "/results")).json();
        assertThat(results.get("winners")).extracting(JsonNode::asText).containsExactly("park", "lamp");
        assertThat(results.get("spent").asInt()).isEqualTo(100);
        assertThat(results.get("trace")).isNotEmpty();
        assertThat(done(anybody.get(poll + "/audit")).json().at("/verified/ok").asBoolean())
                .isTrue();
        assertThat(done(anybody.get(first.header("Location"))).at("/stands")).isEqualTo("true");
        recounted(poll, results);
        sealed(poll, done(anybody.get(poll)).at("/digest"));
    }

    /** By the file alone. */
    private void recounted(String poll, JsonNode results) throws IOException {
        byte[] file = done(anybody.get(poll + "/export.pb")).response().body();
        Pabulib.File read = Pabulib.read(new ByteArrayInputStream(file));
        assertThat(read.notes()).isEmpty();
        assertThat(Tally.count(read.election(), Rule.of(read.rule()), read.ties())
                        .winners())
                .isEqualTo(List.of("park", "lamp"));
        assertThat(read.election().ballots()).isEqualTo(results.get("ballots").asLong());
    }

    /** By the published description of the seals alone: nothing of the product is used. */
    private void sealed(String poll, String digest) throws NoSuchAlgorithmException {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        byte[] rules = done(anybody.get(poll + "/rules")).response().body();
        assertThat(base64.encodeToString(sha.digest(rules))).isEqualTo(digest);
        for (JsonNode head : done(anybody.get(poll + "/audit")).json().at("/now/heads")) {
            String seal = "";
            JsonNode lines = done(anybody.get(poll + "/audit/lines?limit=1000&chain="
                            + head.get("chain").asInt()))
                    .json()
                    .get("items");
            for (JsonNode line : lines) {
                String sealed = String.join(
                        "\n",
                        seal,
                        poll.substring(POLLS.length() + 1)
                                + "/" + head.get("chain").asInt()
                                + "/" + line.get("position").asLong(),
                        line.get("salt").asText(),
                        line.get("replaces").asText(),
                        line.get("body").asText());
                seal = base64.encodeToString(sha.digest(sealed.getBytes(StandardCharsets.UTF_8)));
                assertThat(line.get("digest").asText()).isEqualTo(seal);
            }
            assertThat(seal).isEqualTo(head.get("digest").asText());
        }
    }

    @Test
    void results_are_hidden_until_they_are_published_where_the_poll_is_not_live() {
        String poll = opened(PARK.replace("\"live\":true", "\"live\":false"));
        done(citizen(1).post(poll + "/ballots", choices("[\"park\"]")));
        assertThat(polls.get(poll + "/results").problem()).isEqualTo("403 FORBIDDEN");
        assertThat(anybody.get(poll).at("/turnout")).isEqualTo("0");
        assertThat(done(anybody.get(poll + "/audit")).json().at("/now/heads")).isEmpty();
        done(polls.post(poll + "/close", "{\"comment\":\"Раньше срока\"}"));
        assertThat(anybody.get(poll + "/results").problem()).isEqualTo("403 FORBIDDEN");
        assertThat(anybody.get(poll + "/export.pb").problem()).isEqualTo("403 FORBIDDEN");
        assertThat(done(polls.get(poll + "/results")).at("/ballots")).isEqualTo("1");
        done(polls.post(poll + "/publish"));
        assertThat(done(anybody.get(poll)).json().at("/steps/2/comment").asText())
                .isEqualTo("Раньше срока");
        assertThat(done(anybody.get(poll)).json().at("/steps/2").has("by")).isFalse();
        done(anybody.get(poll + "/results"));
    }

    @Test
    void who_is_too_young_or_lives_elsewhere_is_told_so() {
        String poll = opened(PARK);
        Answer young = citizen(9).post(poll + "/ballots", choices("[\"park\"]"));
        assertThat(young.problem()).isEqualTo("403 FORBIDDEN");
        assertThat(young.at("/detail")).isEqualTo("Голосовать можно с 14 лет");
        assertThat(citizen(8).post(poll + "/ballots", choices("[\"park\"]")).at("/detail"))
                .contains("территории");
    }

    @Test
    void what_is_wrong_in_a_ballot_or_a_poll_is_named() {
        String poll = opened(PARK);
        Answer ballot = citizen(1).post(poll + "/ballots", choices("[\"park\",\"sea\"]"));
        assertThat(ballot.problem()).isEqualTo("422 INVALID_VALUE");
        assertThat(ballot.at("/errors/0/field")).isEqualTo("choices[1]");
        assertThat(citizen(1).post(poll + "/ballots", "{}").at("/errors/0/field"))
                .isEqualTo("choices");
        assertThat(citizen(1)
                        .post(poll + "/ballots", "{\"choices\":[\"park\"],\"vote\":1}")
                        .problem())
                .isEqualTo("400 UNKNOWN_FIELD");
        Answer given = polls.post(
                POLLS,
                "{\"title\":\" \",\"organization\":\"nowhere\",\"vote\":{\"form\":\"BUDGET\",\"rule\":\"fastest\","
                        + "\"projects\":[{\"title\":\"Парк\"}]}}");
        assertThat(given.status()).as(given.text()).isEqualTo(422);
        assertThat(polls.post(POLLS, "{\"title\":\"Нет\"}").at("/errors/0/field"))
                .isEqualTo("vote");
        assertThat(citizen(1).post(POLLS, PARK).problem()).isEqualTo("403 FORBIDDEN");
        assertThat(server.http().as("executor").post(POLLS, PARK).problem()).isEqualTo("403 FORBIDDEN");
        assertThat(anybody.get(POLLS + "/nothing").problem()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void ballots_come_by_phone_through_an_operator_and_on_paper() {
        String poll = opened(PARK);
        Http operator = server.http().as("operator");
        String code = done(operator.post(poll + "/codes", "{\"phone\":\"8 910 111-22-33\"}"))
                .at("/code");
        String byPhone =
                "{\"choices\":[\"park\"],\"phone\":\"+7 910 111-22-33\",\"code\":\"%s\",\"born\":\"1960-01-31\","
                        + "\"residence\":\"38701000\"}";
        assertThat(operator.post(poll + "/ballots", byPhone.formatted("12")).at("/errors/0/field"))
                .isEqualTo("code");
        done(operator.post(poll + "/ballots", byPhone.formatted(code)));
        done(operator.post(poll + "/ballots", "{\"choices\":[\"park\"],\"person\":\"citizen-2\"}"));
        assertThat(citizen(2).post(poll + "/ballots", choices("\"park\"")).problem())
                .isEqualTo("409 ALREADY_DONE");
        String papers = "{\"protocol\":\"7\",\"ballots\":[[\"park\"],[\"lamp\",\"road\"],%s]}";
        Answer bad = operator.post(poll + "/papers", papers.formatted("[\"sea\"]"));
        assertThat(bad.at("/errors/0/field")).isEqualTo("ballots[2][0]");
        assertThat(anybody.get(poll).at("/turnout")).isEqualTo("2");
        Answer entered = done(operator.post(poll + "/papers", papers.formatted("\"lamp\"")));
        assertThat(done(operator.post(poll + "/papers", papers.formatted("\"lamp\"")))
                        .json())
                .isEqualTo(entered.json());
        JsonNode channels = done(anybody.get(poll + "/results")).json().get("channels");
        assertThat(channels.toString()).isEqualTo("{\"OPERATOR\":1,\"VOLUNTEER\":1,\"PAPER\":3}");
        assertThat(citizen(1)
                        .post(poll + "/papers", papers.formatted("\"lamp\""))
                        .problem())
                .isEqualTo("403 FORBIDDEN");
    }

    @Test
    void one_time_tokens_need_no_account_and_a_repeated_request_gets_the_same_receipt() {
        String poll = opened(
                "{\"title\":\"Двор\",\"electorate\":{\"access\":\"TOKENS\"},\"vote\":{\"projects\":[{\"title\":\"Да\"},{\"title\":\"Нет\"}]}}");
        JsonNode tokens = done(polls.get(poll + "/tokens?number=2")).json().get("tokens");
        String ballot = "{\"choices\":\"1\",\"token\":\"" + tokens.get(0).asText() + "\"}";
        Http once = anybody.with("Idempotency-Key", "a-random-secret");
        Answer receipt = done(once.post(poll + "/ballots", ballot));
        assertThat(done(once.post(poll + "/ballots", ballot)).json()).isEqualTo(receipt.json());
        assertThat(anybody.post(poll + "/ballots", ballot).problem()).isEqualTo("409 ALREADY_DONE");
        assertThat(anybody.post(poll + "/ballots", choices("\"1\"")).at("/errors/0/field"))
                .isEqualTo("token");
        assertThat(citizen(1).get(poll + "/tokens").problem()).isEqualTo("403 FORBIDDEN");
    }

    @Test
    void lists_have_filters_and_pages() {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            all.add(opened(PARK).substring(POLLS.length() + 1));
        }
        done(polls.post(POLLS, PARK));
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            Answer page = done(anybody.get(POLLS + "?limit=2&stage=OPEN" + next));
            page.json().get("items").forEach(each -> seen.add(each.get("id").asText()));
            next = page.json().get("next").isNull() ? "" : "&after=" + page.at("/next");
        } while (!next.isEmpty());
        assertThat(seen).hasSize(3).containsExactlyInAnyOrderElementsOf(all);
        assertThat(done(polls.get(POLLS)).json().get("items")).hasSize(4);
        assertThat(done(anybody.get(POLLS + "?territory=38705000")).json().get("items"))
                .isEmpty();
        assertThat(anybody.get(POLLS + "?stage=SOON").problem()).isEqualTo("422 INVALID_VALUE");
    }

    @Test
    void a_draft_is_written_anew_unless_somebody_else_did() {
        Answer draft = done(polls.post(POLLS, PARK));
        String poll = POLLS + "/" + draft.id();
        Answer other = done(polls.with("If-Match", draft.header("ETag")).put(poll, PARK.replace("2027", "2028")));
        assertThat(other.at("/title")).contains("2028");
        assertThat(polls.with("If-Match", draft.header("ETag")).put(poll, PARK).problem())
                .isEqualTo("412 STALE_VERSION");
        done(polls.post(poll + "/open"));
        assertThat(polls.put(poll, PARK).problem()).isEqualTo("409 WRONG_STAGE");
    }

    @Test
    void a_repeated_request_makes_one_poll() {
        Http once = polls.with("Idempotency-Key", "one");
        String id = done(once.post(POLLS, PARK)).id();
        assertThat(done(once.post(POLLS, PARK)).id()).isEqualTo(id);
        assertThat(once.post(POLLS, PARK.replace("2027", "2028")).problem()).isEqualTo("422 KEY_REUSED");
        assertThat(done(server.http().as("admin").with("Idempotency-Key", "one").post(POLLS, PARK))
                        .id())
                .isNotEqualTo(id);
    }

    @Test
    void many_votes_are_in_the_report_of_what_is_odd() {
        String poll = opened(PARK);
        Map<String, String> receipts = new HashMap<>();
        for (int i = 1; i <= 7; i++) {
            receipts.put(
                    "citizen-" + i,
                    done(citizen(i).post(poll + "/ballots", choices("\"park\"")))
                            .at("/receipt"));
        }
        assertThat(new HashSet<>(receipts.values())).hasSize(7);
        JsonNode odd = done(polls.get(poll + "/oddities")).json();
        assertThat(odd.get("voters").asInt()).isEqualTo(7);
        assertThat(odd.at("/devices/0/ballots").asInt()).isEqualTo(7);
        assertThat(server.http().as("curator").get(poll + "/oddities").problem())
                .isEqualTo("403 FORBIDDEN");
    }
}
