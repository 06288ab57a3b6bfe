package feedback.pos.http.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.http.api.Http;
import feedback.pos.http.api.Http.Answer;
import feedback.pos.http.api.TestServer;
import feedback.pos.store.Chain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class AuditCommandTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String POLLS = "/api/v1/polls";
    private static final String PARK = """
            {"title":"Что благоустроить","territory":"38701000","live":true,
             "vote":{"form":"APPROVAL","max":2,"budget":100,"rule":"greedy","ties":"cheaper,list","projects":[
               {"id":"park","title":"Парк","cost":60},
               {"id":"road","title":"Дорога","cost":50.5},
               {"id":"lamp","title":"Фонари","cost":40}]}}
            """;
    private static final List<String> CHOICES = List.of(
            "[\"park\",\"lamp\"]", "[\"road\"]", "[\"park\"]", "[\"park\",\"lamp\"]", "[\"lamp\"]", "[\"road\"]");

    @TempDir
    private Path folder;

    private final TestServer server = TestServer.start();
    private final Http polls = new Http(server.address()).as("polls");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> receipts = new ArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Commands.addTo(new CommandLine(CommandSpec.create().name("pos")))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String opened(String poll) {
        String id = done(polls.post(POLLS, poll)).id();
        done(polls.post(POLLS + "/" + id + "/open"));
        return id;
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer;
    }

    private void cast(String poll, int citizen, String choices) {
        receipts.add(done(new Http(server.address())
                        .as("citizen-" + citizen)
                        .post(POLLS + "/" + poll + "/ballots", "{\"choices\":" + choices + "}"))
                .at("/receipt"));
    }

    private String published(String poll) {
        for (int i = 0; i < CHOICES.size(); i++) {
            cast(poll, i + 1, CHOICES.get(i));
        }
        over(poll);
        return poll;
    }

    private void over(String poll) {
        done(polls.post(POLLS + "/" + poll + "/close"));
        done(polls.post(POLLS + "/" + poll + "/publish"));
    }

    @Test
    void an_honest_poll_fits() throws IOException {
        String poll = opened(PARK);
        cast(poll, 7, "[\"road\"]");
        Path before = folder.resolve("before");
        assertThat(run("audit", server.address(), poll, "--receipt", receipts.get(0), "--save", before.toString()))
                .as(out + "" + err)
                .isZero();
        assertThat(out.toString()).contains("not checked  ballots and count", "receipts: 1, by the word of the server");
        published(poll);
        Path after = folder.resolve("after");
        assertThat(run(
                        "audit",
                        server.address() + "/",
                        poll,
                        "--json",
                        "--receipt",
                        receipts.get(0),
                        "--receipt",
                        receipts.get(3),
                        "--heads",
                        before.resolve("audit.json").toString(),
                        "--save",
                        after.toString()))
                .as(out + "" + err)
                .isZero();
        JsonNode json = MAPPER.readTree(out.toString());
        assertThat(json.get("ok").asBoolean()).isTrue();
        assertThat(json.get("ballots").asInt()).isEqualTo(7);
        assertThat(json.get("winners")).extracting(JsonNode::asText).containsExactly("lamp", "road");
        assertThat(json.get("unchecked")).isEmpty();
        assertThat(after).isDirectoryContaining(file -> file.endsWith("export.pb"));
        assertThat(run("audit", server.address(), poll, "--save", after.toString()))
                .isEqualTo(2);
        assertThat(run("audit", server.address(), UUID.randomUUID().toString())).isEqualTo(2);
        assertThat(err.toString()).contains("no such poll");
        assertThat(run("audit", "ftp://nowhere", poll)).isEqualTo(2);
        assertThat(run("audit", server.address(), "poll")).isEqualTo(2);
        assertThat(run("audit", server.address(), poll, "--receipt", "1-2-3")).isEqualTo(2);
        String other = receipts.get(0).substring(0, receipts.get(0).length() - 43) + "A".repeat(43);
        assertThat(run("audit", server.address(), poll, "--receipt", other)).isEqualTo(1);
        assertThat(out.toString()).contains("FAULT        the receipt of ballot");
    }

    @Test
    void ballots_that_others_took_the_place_of_are_not_counted_and_all_forms_are_known() {
        String again = opened(PARK.replace("\"live\":true", "\"live\":true,\"revoting\":true"));
        cast(again, 1, "[\"park\"]");
        cast(again, 1, "[\"road\"]");
        cast(again, 2, "[\"road\"]");
        cast(again, 1, "[\"lamp\"]");
        over(again);
        assertThat(run("audit", server.address(), again)).as(out + "" + err).isZero();
        assertThat(out.toString()).contains("4 ballots, each sealed", "2 were replaced", "just the 2 ballots");
        for (String vote : List.of(
                "\"form\":\"SCORE\",\"max\":3,\"points\":5,\"rule\":\"k-best/2\",\"minimum\":2,\"ties\":\"votes,list\"",
                "\"form\":\"CUMULATIVE\",\"max\":3,\"points\":5,\"rule\":\"plurality\",\"quorum\":1",
                "\"form\":\"RANKED\",\"max\":3,\"rule\":\"borda\"",
                "\"form\":\"BUDGET\",\"max\":2,\"budget\":100,\"rule\":\"equalshares\"")) {
            String poll = opened(PARK.replaceAll("\"form\".*?\"cheaper,list\"", vote));
            boolean hasPoints = vote.contains("points");
            cast(poll, 1, hasPoints ? "{\"park\":3,\"lamp\":2}" : "[\"lamp\",\"park\"]");
            cast(poll, 2, hasPoints ? "{\"road\":4}" : "[\"park\",\"lamp\"]");
            over(poll);
            assertThat(run("audit", server.address(), poll))
                    .as(vote + out + err)
                    .isZero();
        }
    }

    @Test
    void what_is_hidden_is_said_to_be_unchecked() {
        String poll = opened(PARK.replace("\"live\":true", "\"live\":false"));
        cast(poll, 1, "[\"park\"]");
        done(polls.post(POLLS + "/" + poll + "/close"));
        assertThat(run("audit", server.address(), poll)).as(out + "" + err).isZero();
        assertThat(out.toString()).contains("the results are not published yet");
    }

    /** Each of them alone, by somebody who can change all that the server says. */
    @Test
    void what_was_tampered_with_is_found() {
        String poll = published(opened(PARK));
        try (TamperingProxy proxy = new TamperingProxy(server.address())) {
            lines(poll, proxy, "a body", "is not as it was sealed", items -> with(items, 2, "body", other(items, 2)));
            lines(
                    poll,
                    proxy,
                    "a salt",
                    "is not as it was sealed",
                    items -> with(items, 1, "salt", "AAAAAAAAAAAAAAAA"));
            lines(poll, proxy, "a line is gone", "comes where", items -> items.remove(2));
            found(poll, proxy, "the last is gone", "and its head says", "/audit/lines", json -> {
                JsonNode page = Http.json(json);
                Iterator<JsonNode> items = page.get("items").iterator();
                while (items.hasNext()) {
                    if (items.next().get("position").asInt() == CHOICES.size()) {
                        items.remove();
                    }
                }
                return page.toString();
            });
            lines(poll, proxy, "two are swapped", "comes where", items -> items.insert(1, items.remove(3)));
            lines(poll, proxy, "two bodies are swapped", "is not as it was sealed", items -> {
                String first = items.get(0).get("body").asText();
                with(items, 0, "body", items.get(1).get("body").asText());
                with(items, 1, "body", first);
            });
            lines(poll, proxy, "one is added", "and its head says", items -> {
                ObjectNode more = items.get(items.size() - 1).deepCopy();
                items.add(more.put("position", items.size() + 1));
            });
            lines(
                    poll,
                    proxy,
                    "one replaces",
                    "the rules do not allow",
                    items -> with(items, 3, "replaces", chain() + "/1"));
            lines(poll, proxy, "all is sealed anew", "the receipt of ballot", items -> {
                with(items, 0, "body", other(items, 0));
                sealAnew(poll, items);
            });
            found(
                    poll,
                    proxy,
                    "a counter",
                    "votes: the server says",
                    "/results",
                    json -> json.replaceFirst("\"votes\":\\d+", "\"votes\":100"));
            found(
                    poll,
                    proxy,
                    "the number",
                    "ballots: the server says 7",
                    "/results",
                    json -> json.replaceFirst("\"ballots\":6", "\"ballots\":7"));
            found(
                    poll,
                    proxy,
                    "a winner",
                    "winners: the server says",
                    "/results",
                    json -> json.replaceFirst("\"winners\":\\[\"[a-z]+\"", "\"winners\":[\"road\""));
            found(
                    poll,
                    proxy,
                    "money",
                    "spent: the server says",
                    "/results",
                    json -> json.replaceFirst("\"spent\":[0-9.]+", "\"spent\":1"));
            found(
                    poll,
                    proxy,
                    "rules",
                    "digest of the rules",
                    "/rules",
                    json -> json.replace("\"greedy\"", "\"greedy-no-skip\""));
            found(
                    poll,
                    proxy,
                    "file",
                    "of the ballot",
                    "/export.pb",
                    file -> file.replaceFirst("(VOTES\n.*\n1;)[a-z,]+", "$1road,lamp"));
            found(
                    poll,
                    proxy,
                    "a head",
                    "two seals",
                    "/audit",
                    json -> json.replaceFirst("\"digest\":\"....", "\"digest\":\"AAAA"));
        }
    }

    private void lines(String poll, TamperingProxy proxy, String what, String fault, Consumer<ArrayNode> change) {
        found(poll, proxy, what, fault, "/audit/lines", json -> {
            JsonNode page = Http.json(json);
            ArrayNode items = (ArrayNode) page.get("items");
            if (items.size() == CHOICES.size()) {
                change.accept(items);
            }
            return page.toString();
        });
    }

    private void found(
            String poll, TamperingProxy proxy, String what, String fault, String path, UnaryOperator<String> change) {
        boolean[] changed = {false};
        proxy.change((asked, body) -> {
            if (!asked.replaceFirst("\\?.*", "").equals(POLLS + "/" + poll + path)) {
                return body;
            }
            String made = change.apply(body);
            changed[0] |= !made.equals(body);
            return made;
        });
        assertThat(run("audit", proxy.address(), poll, "--receipt", receipts.get(0)))
                .as(what + out + err)
                .isEqualTo(1);
        assertThat(changed[0]).as(what).isTrue();
        assertThat(out.toString()).as(what).contains("FAULT").contains(fault);
    }

    private static void with(ArrayNode items, int index, String name, String value) {
        ((ObjectNode) items.get(index)).put(name, value);
    }

    private static String other(ArrayNode items, int index) {
        String body = items.get(index).get("body").asText();
        return body.contains("road") ? body.replace("road", "lamp") : body.replaceFirst("\\[.*]", "[\"road\"]");
    }

    /** All of a few ballots that come one after the other stand in the same. */
    private int chain() {
        return Integer.parseInt(receipts.get(0).substring(0, receipts.get(0).indexOf('-')));
    }

    private void sealAnew(String poll, ArrayNode items) {
        Chain chain = new Chain(UUID.fromString(poll), chain(), 0, "");
        for (JsonNode line : items) {
            String seal = chain.add(
                    line.get("salt").asText(),
                    line.get("replaces").asText(),
                    line.get("body").asText());
            ((ObjectNode) line).put("digest", seal);
        }
    }
}
