package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Holds what is said over the wire against {@code openapi.json}. */
final class Contract {
    static final String DESCRIPTION = description();

    private static final OpenApiInteractionValidator VALIDATOR =
            OpenApiInteractionValidator.createForInlineApiSpecification(DESCRIPTION)
                    .withLevelResolver(LevelResolver.create()
                            // Who may call what is a matter of tests, and HTTP knows more headers than we do
                            .withLevel("validation.request.security", Level.IGNORE)
                            .withLevel("validation.request.header.missing", Level.IGNORE)
                            .build())
                    .build();

    private Contract() {}

    private static String description() {
        try (InputStream in = Contract.class.getResourceAsStream("openapi.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every answer must be described; every request that was taken must be, too, unless it is sent as bytes. */
    static void check(String method, String path, Map<String, String> headers, String json, Http.Answer answer) {
        String plain = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        boolean isDescribed = method.equals("GET") || method.equals("POST") || method.equals("PUT");
        if (!isDescribed || answer.status() == 405 || isNowhere(answer)) {
            return;
        }
        SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.status());
        answer.response().headers().map().forEach((name, values) -> response.withHeader(name, values));
        if (answer.response().body().length > 0) {
            response.withBody(answer.text());
        }
        Request.Method verb = Request.Method.valueOf(method);
        report(path, VALIDATOR.validateResponse(plain, verb, response.build()));
        boolean isKnown = method.equals("GET") || json != null;
        if (answer.status() < 400 && isKnown) {
            SimpleRequest.Builder request = new SimpleRequest.Builder(verb, plain);
            headers.forEach(request::withHeader);
            query(path, request);
            if (!method.equals("GET")) {
                request.withContentType("application/json").withBody(json);
            }
            report(path, VALIDATOR.validateRequest(request.build()));
        }
    }

    /** Nothing is at the address, so nothing is said about it. */
    private static boolean isNowhere(Http.Answer answer) {
        return answer.status() == 404 && answer.at("/detail").equals("По этому адресу ничего нет");
    }

    private static void query(String path, SimpleRequest.Builder request) {
        int mark = path.indexOf('?');
        if (mark < 0) {
            return;
        }
        for (String pair : path.substring(mark + 1).split("&")) {
            int equals = pair.indexOf('=');
            request.withQueryParam(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
    }

    private static void report(String path, ValidationReport report) {
        assertThat(report.getMessages().stream()
                        .filter(each -> each.getLevel() == Level.ERROR)
                        .map(ValidationReport.Message::toString)
                        .toList())
                .as(path)
                .isEmpty();
    }
}
