package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import feedback.pos.Pos;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Storage;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.text.Texts;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The description of the interface against the interface. */
class OpenApiTest {
    private static final JsonNode API = Http.json(Contract.DESCRIPTION);

    @Test
    void a_validator_accepts_it() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult result = new OpenAPIV3Parser().readContents(Contract.DESCRIPTION, null, options);
        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getPaths()).isNotEmpty();
    }

    @Test
    void every_route_is_described_and_everything_described_is_a_route() {
        try (Pos pos = Pos.under(SampleRegion.regulation()).open()) {
            DemoClock clock = new DemoClock(Storage.inMemory().records(), InstantSource.system());
            Api api = new Api(pos, Settings.closed().withClock(clock), exchange -> {});
            TreeSet<String> routes = api.table().stream()
                    .map(route -> route.method() + " " + route.template())
                    .collect(Collectors.toCollection(TreeSet::new));
            TreeSet<String> described = new TreeSet<>();
            for (Map.Entry<String, JsonNode> path : API.get("paths").properties()) {
                path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
            }
            assertThat(described).isEqualTo(routes);
        }
    }

    @Test
    void what_needs_a_token_says_so() {
        try (Pos pos = Pos.under(SampleRegion.regulation()).open()) {
            for (Route route : new Api(pos, Settings.closed(), exchange -> {}).table()) {
                JsonNode security = API.at("/paths/"
                        + route.template().replace("~", "~0").replace("/", "~1")
                        + "/" + route.method().toString().toLowerCase(Locale.ROOT) + "/security");
                String wanted = route.template().equals("/metrics")
                        ? "[{},{\"bearer\":[]}]"
                        : switch (route.access()) {
                            case OPEN -> "[{}]";
                            case ANYBODY -> "[{},{\"bearer\":[]}]";
                            case KNOWN, OFFICIAL -> "[{\"bearer\":[]}]";
                        };
                assertThat(security.toString()).as(route.toString()).isEqualTo(wanted);
            }
        }
    }

    @Test
    void the_closed_list_of_reasons_is_the_whole_list() {
        TreeSet<String> described = new TreeSet<>();
        API.at("/components/schemas/Problem/properties/reason/enum").forEach(each -> described.add(each.asText()));
        TreeSet<String> reasons =
                Arrays.stream(Reason.values()).map(Reason::name).collect(Collectors.toCollection(TreeSet::new));
        reasons.add("METHOD_NOT_ALLOWED");
        reasons.add("INTERNAL");
        assertThat(described).isEqualTo(reasons);
    }

    @Test
    void texts_are_complete_in_both_languages() {
        assertThat(Texts.beside(Problem.class).keys(Locale.ENGLISH))
                .isEqualTo(Texts.beside(Problem.class).keys(Languages.RUSSIAN));
    }
}
