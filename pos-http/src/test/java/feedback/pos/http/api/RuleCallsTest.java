package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.http.api.Http.Answer;
import feedback.pos.http.region.RuleStore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleCallsTest {
    private static final String RULES = "/api/v1/rules";
    private static final String PITS = """
            {"id":"pits","note":"Ямы","on":true,"any":["яма","=провал"],"all":["дорога"],"none":["засыпали"],"territory":"38701",\
            "then":{"topic":"roads.potholes","hold":"Проверьте адрес"}}""";

    private TestServer server;
    private Http http;
    private Http admin;

    @BeforeEach
    void start() {
        server = TestServer.start();
        http = server.http();
        admin = http.as("admin");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String list(String... rules) {
        return "{\"rules\":[" + String.join(",", rules) + "]}";
    }

    private static Answer done(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return answer;
    }

    private Answer submit(String text) {
        return done(http.as("citizen-1").submit("{\"text\":\"" + text + "\",\"territory\":\"38701000\"}"), 201);
    }

    @ParameterizedTest
    @CsvSource({"GET, rules", "PUT, rules", "POST, rules/try"})
    void all_of_it_is_for_administrators(String method, String path) {
        assertThat(http.method(method, "/api/v1/" + path).status()).isEqualTo(401);
        assertThat(http.as("citizen-1").method(method, "/api/v1/" + path).status())
                .isEqualTo(403);
        assertThat(http.as("superior-head").method(method, "/api/v1/" + path).status())
                .isEqualTo(403);
    }

    @Test
    void the_list_is_put_as_a_whole_and_in_force_at_once() {
        Answer before = done(admin.get(RULES), 200);
        assertThat(before.header("ETag")).isEqualTo("\"0\"");
        Answer put = done(admin.with("If-Match", "\"0\"").put(RULES, list(PITS)), 200);
        assertThat(put.header("ETag")).isEqualTo("\"1\"");
        Answer after = done(admin.get(RULES), 200);
        assertThat(after.text()).isEqualTo(put.text());
        assertThat(after.json().at("/rules/0").toString()).isEqualTo(PITS);
        assertThat(done(admin.put(RULES, list(after.json().at("/rules/0").toString())), 200)
                        .json()
                        .get("version")
                        .asInt())
                .as("what was got can be put again")
                .isEqualTo(2);
        assertThat(admin.with("If-Match", "\"1\"").put(RULES, list()).problem()).isEqualTo("412 STALE_VERSION");

        String id = submit("На дороге ямы").id();
        Answer seen = http.as("moderator").message(id);
        assertThat(seen.at("/topic/code") + seen.at("/topic/decidedBy")).isEqualTo("roads.potholesRULE");
        assertThat(seen.json().at("/topic/rule").toString())
                .isEqualTo("{\"id\":\"pits\",\"note\":\"Ямы\",\"hold\":\"Проверьте адрес\"}");
        assertThat(http.as("citizen-1").message(id).json().at("/topic").has("rule"))
                .isFalse();
        Answer history = http.as("moderator").get("/api/v1/messages/" + id + "/history");
        assertThat(history.at("/items/0/details/rule")).isEqualTo("pits");
        assertThat(history.at("/items/1/details/text")).isEqualTo("Проверьте адрес");
        assertThat(http.as("citizen-1")
                        .get("/api/v1/messages/" + id + "/history")
                        .text())
                .doesNotContain("pits", "Проверьте");
    }

    @Test
    void what_will_not_do_is_refused_as_a_whole_with_the_field_named() {
        done(admin.put(RULES, list(PITS)), 200);
        String unknown = "{\"id\":\"b\",\"any\":[\"яма\"],\"topic\":\"nothing\",\"then\":{\"topic\":\"other\"}}";
        Answer no = admin.put(RULES, list(PITS, unknown));
        assertThat(no.problem()).isEqualTo("422 INVALID_VALUE");
        assertThat(no.at("/errors/0/field")).isEqualTo("rules[1].topic");
        assertThat(admin.put(RULES, list(PITS, PITS)).at("/errors/0/field")).isEqualTo("rules[1].id");
        assertThat(admin.put(RULES, list("{\"id\":\"b\",\"word\":1,\"then\":{}}"))
                        .problem())
                .isEqualTo("400 UNKNOWN_FIELD");
        assertThat(admin.put(RULES, "{}").at("/errors/0/field")).isEqualTo("rules");
        assertThat(admin.put(RULES, list("{\"id\":\"b\",\"channel\":\"FAX\",\"then\":{\"topic\":\"other\"}}"))
                        .at("/errors/0/field"))
                .isEqualTo("rules[0].channel");
        assertThat(admin.get(RULES).json().get("rules")).hasSize(1);
    }

    @Test
    void a_rule_with_somebody_who_is_no_executor_there_is_kept_and_switched_off_with_an_alert() {
        String wrong =
                "{\"id\":\"b\",\"any\":[\"яма\"],\"then\":{\"organization\":\"kursk-roads\",\"executor\":\"heater\"}}";
        Answer put = done(admin.with("Accept-Language", "en").put(RULES, list(wrong)), 200);
        assertThat(put.at("/alerts/0/rule") + " " + put.at("/alerts/0/field")).isEqualTo("b then.executor");
        assertThat(put.at("/alerts/0/text")).isEqualTo("heater is no executor at kursk-roads");
        assertThat(http.as("moderator")
                        .message(submit("Яма").id())
                        .json()
                        .at("/topic")
                        .has("rule"))
                .isFalse();
    }

    @Test
    void many_rules_are_stored_in_their_order_and_fewer_leave_none_behind() {
        String many = list(IntStream.range(0, 500)
                .mapToObj(i -> "{\"id\":\"r" + i + "\",\"any\":[\"слово" + i + "\"],\"then\":{\"topic\":\"other\"}}")
                .collect(Collectors.joining(",")));
        done(admin.put(RULES, many), 200);
        RuleStore store = new RuleStore(server.storage.records());
        assertThat(store.find().orElseThrow().rules().all())
                .extracting(each -> each.id())
                .isEqualTo(IntStream.range(0, 500).mapToObj(i -> "r" + i).toList());
        done(admin.put(RULES, list(PITS)), 200);
        assertThat(store.find().orElseThrow().rules().all()).hasSize(1);
        assertThat(store.over(server.pos.regulation()).rules().find("pits")).isPresent();
        assertThat(store.over(server.pos.regulation()).rules().find("r1")).isEmpty();
    }

    @Test
    void rules_are_tried_on_past_messages_before_they_are_stored() {
        String id = submit("На дороге яма").id();
        submit("Нет отопления");
        done(http.as("moderator").act(id, "moderate", "{\"decision\":\"accept\",\"topic\":\"roads.potholes\"}"), 200);
        Answer trial = done(admin.post(RULES + "/try", "{\"newest\":100,\"rules\":[" + PITS + "]}"), 200);
        assertThat(trial.json().get("examined").asInt()).isEqualTo(2);
        assertThat(trial.json().at("/items/0/agreed").asInt()).isEqualTo(1);
        assertThat(trial.at("/items/0/samples/0/id")).isEqualTo(id);
        assertThat(admin.get(RULES).json().get("rules")).isEmpty();
        done(admin.put(RULES, list(PITS)), 200);
        assertThat(done(admin.post(RULES + "/try"), 200).json().get("fired").asInt())
                .isEqualTo(1);
        assertThat(admin.post(RULES + "/try", "{\"newest\":10001}").problem()).isEqualTo("422 INVALID_VALUE");
    }

    @Test
    void hints_are_for_who_may_moderate_while_it_waits_for_that() {
        String id = submit("Вы там охуели, сосед Петров Иван Сергеевич из пятой квартиры шумит ночью")
                .id();
        Answer seen = http.as("moderator").message(id);
        assertThat(seen.json().get("hints")).hasSize(2);
        assertThat(seen.at("/hints/0/reason") + seen.at("/hints/0/evidence/0/text"))
                .isEqualTo("PROFANITYохуели");
        assertThat(http.as("moderator")
                        .with("Accept-Language", "en")
                        .message(id)
                        .at("/hints/1/evidence/0/label"))
                .isEqualTo("a name with patronymic and surname");
        assertThat(http.as("citizen-1").message(id).json().has("hints")).isFalse();
        assertThat(http.as("executor").message(id).json().has("hints")).isFalse();
        done(http.as("moderator").act(id, "moderate", "{\"decision\":\"accept\"}"), 200);
        assertThat(http.as("moderator").message(id).json().has("hints")).isFalse();
    }
}
