package feedback.pos.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.http.api.TestServer;
import io.undertow.Undertow;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.ResponseCodeHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private static TestServer server;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> get(String address, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> at(String path, String... headers) throws Exception {
        return get(server.address() + path, headers);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/desk",
                "/messages/261123-4K7QM-X2D9T",
                "/calendar",
                "/calendar/2026",
                "/page/style.css",
                "/page/net.js",
                "/page/settings.json"
            })
    void everything_comes_with_a_strict_policy_and_a_tag(String path) throws Exception {
        HttpResponse<String> answer = at(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Security-Policy"))
                .startsWith("default-src 'self';")
                .doesNotContain("unsafe");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        HttpResponse<String> again = at(path, "If-None-Match", header(answer, "ETag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /         |                         | ru
                    /         | en-GB,en;q=0.9,ru;q=0.5 | en
                    /         | de-DE,de;q=0.9          | ru
                    /         | ru;q=0.3,en;q=0.8       | en
                    /         | not a language ;;       | ru
                    /desk     | en                      | en
                    /?lang=ru | en                      | ru
                    /?lang=en | ru                      | en
                    /?lang=xx | en                      | en
                    """)
    void the_address_and_then_the_browser_choose_the_language(String path, String accepted, String language)
            throws Exception {
        HttpResponse<String> answer = accepted == null ? at(path) : at(path, "Accept-Language", accepted);
        assertThat(answer.body()).contains("<html lang=\"" + language + "\">");
        assertThat(header(answer, "Content-Language")).isEqualTo(language);
        assertThat(header(answer, "Vary")).contains("Accept-Language");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/desk", "/messages/1", "/calendar", "/calendar/2026"})
    void a_page_has_nothing_inline_and_no_place_left_unfilled(String path) throws Exception {
        for (String language : List.of("ru", "en")) {
            String page = at(path + "?lang=" + language).body();
            assertThat(page)
                    .doesNotContain("{{")
                    .doesNotContainPattern("<script(?![^>]* src=)")
                    .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=|javascript:|https?://");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page/",
                "/page/frame.html",
                "/page/../desk",
                "/page/Pages.class",
                "/messages/",
                "/messages/a/b",
                "/calendar/",
                "/calendar/2026/5",
                "/nothing"
            })
    void what_is_no_page_is_not_found(String path) throws Exception {
        assertThat(at(path).statusCode()).isEqualTo(404);
    }

    @Test
    void a_page_is_read_and_nothing_else() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(server.address() + "/"))
                        .POST(BodyPublishers.ofString("x"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void the_settings_follow_the_regulation() throws Exception {
        assertThat(at("/page/settings.json").body())
                .contains("\"demo\":true", "\"textLimit\":4000", "\"escalationMaxStars\":2");
    }

    @Test
    void the_demo_offers_its_tokens() throws Exception {
        assertThat(at("/api/v1/demo/tokens").body())
                .contains("\"token\":\"demo-citizen-1\"", "\"token\":\"demo-head\"", "\"roles\":[\"HEAD\"]");
    }

    @Test
    void pages_work_below_a_prefix() throws Exception {
        PageSettings settings = new PageSettings(false, 1, 1, 1, 1, 1);
        PathHandler mounted = new PathHandler(ResponseCodeHandler.HANDLE_404)
                .addPrefixPath("/feedback", new Pages(() -> settings, ResponseCodeHandler.HANDLE_404));
        Undertow undertow =
                Undertow.builder().addHttpListener(0, "127.0.0.1", mounted).build();
        undertow.start();
        try {
            int port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
            String address = "http://127.0.0.1:" + port;
            assertThat(header(get(address + "/feedback"), "Location")).isEqualTo("/feedback/");
            assertThat(get(address + "/feedback/").body()).contains("href=\"./page/style.css\"");
            assertThat(get(address + "/feedback/messages/1").body()).contains("href=\"../page/style.css\"");
            assertThat(get(address + "/feedback/page/style.css").statusCode()).isEqualTo(200);
        } finally {
            undertow.stop();
        }
    }

    @Test
    void every_file_of_the_pages_is_served_and_every_import_leads_to_one() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(PageFiles.class.getResource("style.css"))
                        .toURI())
                .getParent();
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.endsWith(".html") && !name.endsWith(".class")))
                    .containsExactlyInAnyOrderElementsOf(PageFiles.ASSETS);
        }
        for (String name : PageFiles.ASSETS) {
            if (name.endsWith(".js")) {
                java.util.regex.Pattern.compile("from '\\./([^']+)'")
                        .matcher(PageFiles.read(name))
                        .results()
                        .forEach(found -> assertThat(PageFiles.ASSETS).contains(found.group(1)));
            }
        }
    }
}
