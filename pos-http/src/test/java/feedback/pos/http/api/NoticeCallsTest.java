package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.http.api.Http.Answer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class NoticeCallsTest {
    private static final String NOTICES = "/api/v1/notices";
    private static final String SQUARE =
            "{\"type\":\"Polygon\",\"coordinates\":[[[36.1,51.7],[36.2,51.7],[36.2,51.8],[36.1,51.8],[36.1,51.7]]]}";

    private TestServer server;
    private Http http;
    private Http head;

    @BeforeEach
    void start() {
        server = TestServer.start();
        http = server.http();
        head = http.as("head");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String water(String more) {
        return "{\"kind\":\"SHUT_OFF\",\"title\":\"Отключение воды\",\"text\":\"Ремонт сетей; воды не будет, запаситесь\","
                + "\"organization\":\"kursk\",\"from\":\"2026-03-02T11:00:00+03:00\",\"until\":\"2026-03-02T20:00:00+03:00\""
                + more + "}";
    }

    private static Answer done(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return answer;
    }

    private String published(String body) {
        server.clock.advance(Duration.ofMillis(1));
        String id = done(head.post(NOTICES, body), 201).id();
        return done(head.post(NOTICES + "/" + id + "/publish", "{}"), 200).id();
    }

    private static List<String> titles(Answer list) {
        return StreamSupport.stream(done(list, 200).json().get("items").spliterator(), false)
                .map(each -> each.get("title").asText())
                .toList();
    }

    @Test
    void a_notice_is_written_published_changed_and_withdrawn() {
        Answer draft = done(
                http.as("operator").post(NOTICES, water(",\"area\":" + SQUARE + ",\"topics\":[\"housing\"]")), 201);
        String at = NOTICES + "/" + draft.id();
        assertThat(draft.header("Location")).isEqualTo(at);
        assertThat(draft.at("/stage") + draft.at("/when") + draft.at("/verbs")).isEqualTo("DRAFTDRAFT");
        assertThat(draft.json().get("verbs").toString()).isEqualTo("[\"change\",\"withdraw\"]");
        assertThat(draft.json().get("area").toString()).isEqualTo(SQUARE);
        assertThat(http.get(at).problem()).isEqualTo("404 NOT_FOUND");
        assertThat(http.as("citizen-1").get(at).problem()).isEqualTo("404 NOT_FOUND");
        assertThat(titles(http.as("operator").get(NOTICES + "?when=DRAFT"))).hasSize(1);
        assertThat(titles(http.get(NOTICES + "?when=DRAFT"))).isEmpty();
        assertThat(http.as("operator").post(at + "/publish", "{}").problem()).isEqualTo("403 FORBIDDEN");

        Answer published = done(head.with("If-Match", "\"1\"").post(at + "/publish", "{}"), 200);
        assertThat(published.header("ETag")).isEqualTo("\"2\"");
        assertThat(done(http.get(at), 200).at("/when")).isEqualTo("ACTIVE");
        assertThat(http.with("If-None-Match", "\"2\"").get(at).status()).isEqualTo(304);
        assertThat(http.get(at).json().has("verbs")).isFalse();
        assertThat(head.with("If-Match", "\"1\"")
                        .put(at, water(",\"territory\":\"38701000\""))
                        .problem())
                .isEqualTo("412 STALE_VERSION");
        done(head.with("If-Match", "\"2\"").put(at, water(",\"territory\":\"38701000\"")), 200);

        assertThat(head.post(at + "/withdraw", "{}").at("/errors/0/field")).isEqualTo("reason");
        Answer withdrawn = done(head.post(at + "/withdraw", "{\"reason\":\"Починили\"}"), 200);
        assertThat(withdrawn.at("/when") + " " + withdrawn.at("/withdrawal")).isEqualTo("WITHDRAWN Починили");
        assertThat(head.post(at + "/publish", "{}").problem()).isEqualTo("410 TOO_LATE");
        assertThat(titles(http.get(at + "/history"))).hasSize(3);
        assertThat(titles(head.get(at + "/history"))).hasSize(4);
    }

    @Test
    void the_same_key_gives_the_same_notice() {
        Http once = head.with("Idempotency-Key", "a");
        String body = water(",\"territory\":\"38701000\"");
        assertThat(done(once.post(NOTICES, body), 201).id())
                .isEqualTo(done(once.post(NOTICES, body), 201).id());
        assertThat(once.post(NOTICES, water(",\"territory\":\"38701000001\"")).problem())
                .isEqualTo("422 KEY_REUSED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                                                         | territory",
                ",\"territory\":\"387\"                                                    | territory",
                ",\"territory\":\"38710000\"                                               | territory",
                ",\"area\":{\"type\":\"Point\",\"coordinates\":[36,51]}                    | area",
                ",\"area\":\"POLYGON\"                                                     | area",
                ",\"location\":{\"lat\":91,\"lon\":36}                                     | location.lat",
                ",\"radius\":5                                                             | location",
                ",\"location\":{\"lat\":51,\"lon\":36},\"radius\":5001                     | radius",
                ",\"territory\":\"38701000\",\"topics\":[\"roads\",\"nothing\"]            | topics[1]",
            })
    void what_will_not_do_is_named(String more, String field) {
        Answer no = head.post(NOTICES, water(more == null ? "" : more));
        assertThat(no.problem()).isEqualTo("422 INVALID_VALUE");
        assertThat(no.at("/errors/0/field")).isEqualTo(field);
    }

    @Test
    void wrong_parameters_are_named_too() {
        assertThat(http.get(NOTICES + "?lat=51").at("/errors/0/field")).isEqualTo("lon");
        assertThat(http.get(NOTICES + "?lat=x&lon=1").at("/errors/0/field")).isEqualTo("lat");
        assertThat(http.get(NOTICES + "?lat=91&lon=1").at("/errors/0/field")).isEqualTo("lat");
        assertThat(http.get(NOTICES + "?when=NEVER").at("/errors/0/field")).isEqualTo("when");
        assertThat(http.get(NOTICES + "?organization=x").at("/errors/0/field")).isEqualTo("organization");
        assertThat(http.get(NOTICES + "/x").problem()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void notices_are_found_by_place_and_in_pages() {
        published(water(",\"area\":" + SQUARE));
        published(water(",\"territory\":\"38701000\""));
        assertThat(titles(http.get(NOTICES + "?lat=51.75&lon=36.15"))).hasSize(1);
        assertThat(titles(http.get(NOTICES + "?lat=51.75&lon=36.25"))).isEmpty();
        assertThat(titles(http.get(NOTICES + "?lat=51.75&lon=36.25&territory=38701000")))
                .hasSize(1);
        assertThat(titles(http.get(NOTICES + "?lat=51.75&lon=36.15&at=2026-03-03T10:00:00%2B03:00")))
                .isEmpty();
        assertThat(titles(http.get(
                        NOTICES + "?kind=SHUT_OFF&q=воды&topic=roads".replace("воды", "%D0%B2%D0%BE%D0%B4%D1%8B"))))
                .isEmpty();
        Answer first = http.get(NOTICES + "?limit=1");
        assertThat(titles(first)).hasSize(1);
        Answer second = http.get(NOTICES + "?limit=1&after=" + first.at("/next"));
        assertThat(titles(second)).hasSize(1);
        assertThat(second.at("/items/0/id")).isNotEqualTo(first.at("/items/0/id"));
        assertThat(second.json().get("next").isNull()).isTrue();
        Answer map = done(http.get(NOTICES + ".geojson?kind=SHUT_OFF"), 200);
        assertThat(map.at("/features/1/geometry/type") + map.at("/features/0/geometry/type"))
                .contains("Polygon");
        assertThat(map.header("Content-Type")).isEqualTo("application/geo+json");
    }

    @Test
    void who_is_about_to_report_sees_what_is_known() {
        published(water(",\"territory\":\"38701000\",\"topics\":[\"housing\"]"));
        Answer found = http.post(NOTICES + "/concerning", "{\"topic\":\"housing.heating\",\"territory\":\"38701000\"}");
        assertThat(titles(found)).containsExactly("Отключение воды");
        assertThat(titles(http.post(NOTICES + "/concerning", "{\"topic\":\"roads\",\"territory\":\"38701000\"}")))
                .isEmpty();
        assertThat(http.post(NOTICES + "/concerning", "{\"topic\":\"nothing\"}").at("/errors/0/field"))
                .isEqualTo("topic");
    }

    @Test
    void people_subscribe_and_unsubscribe() {
        String mine = "/api/v1/me/subscriptions";
        assertThat(http.get(mine).problem()).isEqualTo("401 UNAUTHENTICATED");
        Http anna = http.as("citizen-1");
        Answer made = done(
                anna.post(
                        mine,
                        "{\"location\":{\"lat\":51.75,\"lon\":36.15},\"radius\":300,\"topics\":[\"housing\"],\"kinds\":[\"SHUT_OFF\"]}"),
                201);
        assertThat(made.at("/topics/0/name")).isEqualTo("ЖКХ");
        assertThat(anna.post(mine, "{}").at("/errors/0/field")).isEqualTo("territory");
        assertThat(anna.post(mine, "{\"territory\":\"99\"}").at("/errors/0/field"))
                .isEqualTo("territory");
        assertThat(anna.post(mine, "{\"territory\":\"38701000\",\"kinds\":[\"X\"]}")
                        .at("/errors/0/field"))
                .isEqualTo("kinds[0]");
        assertThat(anna.post(mine, "{\"area\":" + SQUARE + "}").at("/errors/0/field"))
                .isEqualTo("area");
        assertThat(done(anna.get(mine), 200).json().get("items")).hasSize(1);
        assertThat(http.as("citizen-2").method("DELETE", mine + "/" + made.id()).status())
                .isEqualTo(404);
        assertThat(anna.method("DELETE", mine + "/" + made.id()).status()).isEqualTo(204);
        assertThat(anna.method("DELETE", mine + "/" + made.id()).status()).isEqualTo(404);
        assertThat(anna.get(mine).json().get("items")).isEmpty();
    }

    @Test
    void a_calendar_is_what_the_standard_says() {
        String gone = published(water(",\"territory\":\"38701000\",\"topics\":[\"housing\"]"));
        String area = published(water(",\"area\":" + SQUARE));
        done(head.post(NOTICES + "/" + gone + "/withdraw", "{\"reason\":\"Перенос, ждите\"}"), 200);
        Answer calendar = done(http.get(NOTICES + ".ics"), 200);
        assertThat(calendar.header("Content-Type")).isEqualTo("text/calendar; charset=utf-8");
        assertThat(calendar.text()).endsWith("END:VCALENDAR\r\n");
        for (String line : calendar.text().split("\r\n", -1)) {
            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75);
            assertThat(line).doesNotContain("\n", "\r", "\uFFFD");
        }
        List<Map<String, String>> events = events(calendar.text());
        assertThat(events).hasSize(2);
        Map<String, String> event = events.get(0);
        assertThat(event.get("UID")).isEqualTo(area);
        assertThat(event.get("DTSTART") + " " + event.get("DTEND")).isEqualTo("20260302T080000Z 20260302T170000Z");
        assertThat(event.get("DTSTAMP")).isEqualTo("20260302T090000Z");
        assertThat(event.get("STATUS") + " " + event.get("SEQUENCE")).isEqualTo("CONFIRMED 0");
        assertThat(event.get("DESCRIPTION")).isEqualTo("Ремонт сетей\\; воды не будет\\, запаситесь");
        assertThat(event.get("GEO")).matches("51\\.7\\d{5};36\\.1\\d{5}");
        Map<String, String> cancelled = events.get(1);
        assertThat(cancelled.get("STATUS") + " " + cancelled.get("SEQUENCE")).isEqualTo("CANCELLED 1");
        assertThat(cancelled.get("CATEGORIES")).isEqualTo("Отключение,ЖКХ");
        assertThat(cancelled.get("DESCRIPTION")).startsWith("Отозвано: Перенос\\, ждите\\n");
        assertThat(http.with("If-None-Match", calendar.header("ETag"))
                        .get(NOTICES + ".ics")
                        .status())
                .isEqualTo(304);
        server.clock.advance(Duration.ofHours(9));
        server.pos.sweep();
        assertThat(events(http.get(NOTICES + ".ics").text())).isEmpty();
    }

    /** Unfolds and parts: the lines outside of events must be the ones of a calendar. */
    private static List<Map<String, String>> events(String calendar) {
        List<Map<String, String>> events = new ArrayList<>();
        Map<String, String> head = new LinkedHashMap<>();
        Map<String, String> now = head;
        for (String line : calendar.replace("\r\n ", "").split("\r\n")) {
            String[] parts = line.split(":", 2);
            if (line.equals("BEGIN:VEVENT")) {
                now = new LinkedHashMap<>();
                events.add(now);
            } else if (line.equals("END:VEVENT")) {
                now = head;
            } else {
                assertThat(now.put(parts[0], parts[1])).as(line).isNull();
            }
        }
        assertThat(head)
                .containsEntry("BEGIN", "VCALENDAR")
                .containsEntry("VERSION", "2.0")
                .containsEntry("METHOD", "PUBLISH")
                .containsEntry("REFRESH-INTERVAL;VALUE=DURATION", "PT1H")
                .containsEntry("END", "VCALENDAR")
                .containsKey("PRODID");
        return events;
    }

    @Test
    void an_atom_feed_is_what_the_standard_says() throws Exception {
        String id = published(water(",\"territory\":\"38701000\",\"topics\":[\"housing\"]")
                .replace("Отключение воды", "Отключение <b>воды</b> & \\\"света\\\""));
        Answer answer = done(http.with("Accept-Language", "en").get(NOTICES + ".atom"), 200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/atom+xml; charset=utf-8");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document feed = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.text().getBytes(StandardCharsets.UTF_8)));
        Element root = feed.getDocumentElement();
        assertThat(root.getNamespaceURI() + " " + root.getLocalName()).isEqualTo("http://www.w3.org/2005/Atom feed");
        NodeList entries = root.getElementsByTagNameNS("*", "entry");
        assertThat(entries.getLength()).isEqualTo(1);
        Element entry = (Element) entries.item(0);
        for (Element each : List.of(root, entry)) {
            for (String needed : List.of("id", "title", "updated")) {
                assertThat(children(each, needed)).as(needed).hasSize(1);
            }
        }
        assertThat(children(entry, "id")).containsExactly("urn:uuid:" + id);
        assertThat(children(entry, "title")).containsExactly("Shut-off: Отключение <b>воды</b> & \"света\"");
        assertThat(children(entry, "updated")).containsExactly("2026-03-02T09:00:00.001Z");
        assertThat(children(entry, "author").get(0).strip()).isEqualTo("Администрация города Курска");
        assertThat(children(entry, "content").get(0)).startsWith("02.03.2026 11:00 (GMT+3) – 02.03.2026 20:00 (GMT+3)");
        assertThat(children(entry, "category")).hasSize(2);
        assertThat(http.with("If-None-Match", answer.header("ETag"))
                        .with("Accept-Language", "en")
                        .get(NOTICES + ".atom")
                        .status())
                .isEqualTo(304);
    }

    private static List<String> children(Element parent, String name) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < parent.getChildNodes().getLength(); i++) {
            if (parent.getChildNodes().item(i) instanceof Element child
                    && child.getLocalName().equals(name)) {
                found.add(child.getTextContent());
            }
        }
        return found;
    }
}
