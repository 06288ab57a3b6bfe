package feedback.pos.http.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import feedback.pos.http.api.Http;
import feedback.pos.http.api.TestServer;
import feedback.pos.testkit.SampleSurvey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class BrowserTest {
    /** What the browser itself writes about an answer that is a refusal; everything else in the console is a fault. */
    private static final String REFUSED = "Failed to load resource: the server responded with a status of 4";

    private static final String MALICE =
            "Яма <img src=x onerror=alert(1)> <script>alert(2)</script> у школы на улице Ленина";

    private static Chromium chromium;
    private static TestServer server;
    private static String axe;

    private final List<String> faults = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
        server = TestServer.start();
        try (InputStream in = BrowserTest.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        context = chromium.browser.newContext(
                new Browser.NewContextOptions().setLocale("ru-RU").setTimezoneId("Asia/Vladivostok"));
        page = context.newPage();
        page.setDefaultTimeout(10_000);
        page.onConsoleMessage(this::keepFault);
        page.onPageError(faults::add);
        page.onDialog(dialog -> faults.add("a dialog: " + dialog.message()));
    }

    private void keepFault(ConsoleMessage message) {
        boolean isFault = message.type().equals("error") || message.type().equals("warning");
        if (isFault && !message.text().startsWith(REFUSED)) {
            faults.add(message.text());
        }
    }

    @AfterEach
    void close() {
        context.close();
        assertThat(faults).isEmpty();
    }

    @Test
    void a_message_is_written_answered_rated_and_escalated_by_hand() {
        page.navigate(server.address() + "/");
        signIn("Анна Соколова");
        page.locator("#write button[type=submit]").click();
        assertThat(page.locator("#write .error:visible")).hasCount(2);
        assertThat(page.getByLabel("Что случилось")).isFocused();
        write(MALICE);
        String number = page.locator("#write .number").textContent();
        assertThat(page.locator("#mine .card").first()).containsText("<script>alert(2)</script>");
        checkLayout();

        page.locator("#write .number").click();
        assertThat(page.locator("[aria-current=step]")).hasText("На модерации");
        assertThat(page.locator(".due")).hasText("Ответят до 1 апреля 2026, 23:59 МСК");
        page.getByText("Почему такой срок").click();
        assertThat(page.locator(".steps li").first()).isVisible();
        assertThat(page.locator(".steps .step-dates").nth(1)).hasText("2 марта 2026 → 1 апреля 2026 (+30 дн.)");
        checkLayout();

        desk("Модератор (демо)", number);
        act("Принять");
        desk("Координатор (демо)", number);
        assertThat(page.locator("#desk-panel .buttons").first()).not().containsText("Принять");
        act("Назначить");
        desk("Исполнитель (демо)", number);
        button("Подготовить ответ").click();
        page.locator("#act-place button[type=submit]").click();
        assertThat(page.locator("#act-place .error:visible")).hasText("Нужно заполнить");
        page.getByLabel("Решено", new Page.GetByLabelOptions().setExact(true)).check();
        page.locator("#act-place textarea").fill("Яма засыпана.");
        checkLayout();
        page.locator("#act-place button[type=submit]").click();
        assertThat(done()).containsText("Утверждение");
        desk("Руководитель (демо)", number);
        assertThat(page.locator("#desk-panel .answer")).containsText("Яма засыпана.");
        act("Утвердить и отправить");

        page.navigate(server.address() + "/messages/" + number);
        signIn("Анна Соколова");
        page.getByLabel("2 — плохо").check();
        page.locator("form").getByText("Оценить").click();
        assertThat(page.locator(".error:visible")).hasText("Нужно заполнить");
        page.getByLabel("Что не так").fill("Щебень разъехался.");
        page.locator("form").getByText("Оценить").click();
        assertThat(page.locator("#message-status")).hasText("Спасибо, оценка сохранена.");
        page.locator("form").getByText("Передать выше").click();
        page.locator(".notice a").click();
        assertThat(page.locator("[aria-current=step]")).hasText("На рассмотрении");
        checkLayout();
    }

    @Test
    void a_year_is_on_a_page_with_its_act_its_totals_and_the_way_to_others() {
        page.navigate(server.address() + "/");
        page.locator("nav").getByText("Календарь").click();
        assertThat(page.locator("h1")).containsText("Производственный календарь на ");
        page.navigate(server.address() + "/calendar/2024");
        assertThat(page.locator("h1")).hasText("Производственный календарь на 2024 год");
        assertThat(page.locator(".month")).hasCount(12);
        assertThat(page.locator("td.working_weekend")).hasCount(2);
        assertThat(page.locator("td.working_weekend").first()).hasText("27+ рабочий выходной");
        assertThat(page.locator("td.holiday").first()).containsText("праздничный день: Новогодние каникулы");
        assertThat(page.locator(".notable").nth(3))
                .containsText("29 перенесённый выходной (перенесён с 27 апреля 2024)");
        assertThat(page.getByText("№ 1314")).isVisible();
        assertThat(page.locator(".totals .all td").nth(1)).hasText("248");
        assertThat(page.locator(".totals")).containsText("1979 ч");
        assertThat(page.locator("#calendar-import")).isHidden();
        checkLayout();
        page.locator("a[rel=next]").click();
        assertThat(page.locator("h1")).hasText("Производственный календарь на 2025 год");
        page.navigate(server.address() + "/calendar/2030");
        assertThat(page.locator(".notice")).containsText("ещё не утверждён");
        page.navigate(server.address() + "/calendar/never");
        assertThat(page.locator("[role=alert]")).isVisible();
    }

    @Test
    void an_administrator_brings_an_act_in_after_seeing_what_it_changes() throws IOException {
        page.navigate(server.address() + "/");
        // Somebody whose list no other test looks at: the clock stands, so the order of messages is by chance
        signIn("Рустам Галиев");
        write("Шумят ночью во дворе дома 3.");
        page.navigate(server.address() + "/calendar/2027");
        signIn("Администратор (демо)");
        Locator place = page.locator("#calendar-import");
        place.locator("textarea").fill("known 2026-10-01\nyear 2027\nHOLYDAY 01-01");
        place.getByText("Посмотреть, что изменится").click();
        assertThat(place.locator(".error:visible")).containsText("3");
        Path file = Files.createTempFile("calendar", ".txt");
        try (InputStream in =
                BrowserTest.class.getResourceAsStream("/feedback/pos/http/calendar/calendar-2027-invented.txt")) {
            Files.write(file, in.readAllBytes());
        }
        page.setInputFiles("#calendar-file", file);
        assertThat(place.locator("textarea")).not().hasValue(Pattern.compile("HOLYDAY"));
        // The page reads it when it comes to it
        Files.delete(file);
        place.getByText("Посмотреть, что изменится").click();
        assertThat(place).containsText("Изменится дней: 8");
        assertThat(place).containsText("рабочих дней станет 247");
        assertThat(place).containsText("Срок сдвигается: 0");
        checkLayout();
        assertThat(page.locator(".notice").first()).containsText("ещё не утверждён");
        place.getByText("Внести в календарь").click();
        assertThat(place.locator(".good")).hasText("Акт внесён в календарь.");
        assertThat(page.getByText("Вымышленный акт").first()).isVisible();
        place.locator("button").getByText("Пересчитать сроки").click();
        assertThat(place.locator(".good")).hasText("Сроки пересчитаны.");
        checkLayout();
    }

    @Test
    void what_has_changed_meanwhile_is_refused_in_words() {
        page.navigate(server.address() + "/");
        signIn("Пётр Ильич Воронин");
        write("Не горит фонарь у дома 7 на улице Мира.");
        String number = page.locator("#write .number").textContent();
        desk("Модератор (демо)", number);
        button("Принять").click();
        Page other = context.newPage();
        other.navigate(server.address() + "/messages/" + number);
        other.locator("#session button").click();
        other.locator("dialog button").getByText("Пётр Ильич Воронин").click();
        other.locator("summary").getByText("Отозвать сообщение").click();
        other.locator("form button.danger").click();
        assertThat(other.locator("#message-status")).hasText("Сообщение отозвано.");
        page.locator("#act-place button[type=submit]").click();
        assertThat(page.locator("#act-place [role=alert]")).isVisible();
    }

    @Test
    void every_page_is_accessible_narrow_and_wide_in_english_too() {
        for (String path : List.of(
                "/",
                "/desk",
                "/messages/nothing",
                "/calendar",
                "/calendar/2030",
                "/topics",
                "/polls",
                "/polls/nothing",
                "/notices",
                "/drafts")) {
            page.navigate(server.address() + path + "?lang=en");
            assertThat(page.locator("#session button")).hasText("Sign in");
            assertThat(page.locator("main h1")).isVisible();
            checkLayout();
        }
        page.locator("#session button").click();
        assertThat(page.locator("dialog button").first()).isVisible();
        checkLayout();
    }

    @Test
    void a_moderator_chooses_a_proposed_topic_and_an_administrator_reads_how_topics_were_found() {
        page.navigate(server.address() + "/");
        signIn("Елена Викторовна Зуева");
        page.getByLabel("Что случилось").fill("Холодные батареи, отопления в квартире нет");
        page.locator("#write select[name=topic]").selectOption("roads.potholes");
        page.locator("#write select[name=territory]").selectOption("38701000");
        page.getByLabel("Согласен").check();
        page.locator("#write button[type=submit]").click();
        String number = page.locator("#write .number").textContent();
        desk("Модератор (демо)", number);
        button("Принять").click();
        assertThat(page.locator(".proposals")).containsText("Ускоренный срок можно снять");
        page.locator(".proposals .chip").getByText("Отопление").click();
        assertThat(page.locator("#act-place select[name=topic]")).hasValue("housing.heating");
        checkLayout();
        page.locator("#act-place button[type=submit]").click();
        assertThat(done()).containsText("Готово: Принять");
        page.locator("#desk-who a").click();
        assertThat(page.locator("h1")).hasText("Как определяются темы");
        assertThat(page.locator(".wide").first()).containsText("Отопление");
        assertThat(page.locator(".wide select")).hasCount(0);
        signIn("Администратор (демо)");
        page.getByLabel("Режим темы «Отопление»").selectOption("SHADOW");
        assertThat(page.locator("#topics-status")).containsText("Тема «Отопление»: тень");
        checkLayout();
        page.getByLabel("Режим темы «Отопление»").selectOption("");
        assertThat(page.locator("#topics-status")).containsText("решает модель");
        page.getByLabel("Поступили по").fill("2020-01-01");
        page.getByText("Показать").click();
        assertThat(page.locator("#topics-status")).hasText("Таких сообщений нет.");
    }

    @Test
    void an_administrator_writes_a_rule_tries_it_and_the_moderator_sees_what_it_did_and_hints() {
        page.navigate(server.address() + "/");
        signIn("Светлана Ким");
        write("Кикимора поселилась в подвале, охуели совсем");
        page.navigate(server.address() + "/rules");
        assertThat(page.locator("#rules-place")).containsText("администратор");
        signIn("Администратор (демо)");
        page.getByText("Добавить правило").click();
        page.getByLabel("Имя правила").fill("bog");
        page.getByLabel("Есть хотя бы одна фраза").fill("кикимора");
        page.getByLabel("Задержать для модератора с замечанием").fill("Проверьте, не шутка ли");
        checkLayout();
        page.getByText("Готово").click();
        page.getByText("Проверить на прошлых").click();
        assertThat(page.locator(".figures")).containsText("Сработало бы: 1");
        page.locator("#rules-place").getByText("Сохранить").click();
        assertThat(page.locator("#rules-status")).hasText("Правила сохранены и действуют.");
        checkLayout();

        page.navigate(server.address() + "/");
        signIn("Светлана Ким");
        write("Ещё одна кикимора, охуели");
        String number = page.locator("#write .number").textContent();
        desk("Модератор (демо)", number);
        assertThat(page.locator("#desk-panel")).containsText("Сработало автоправило bog: Проверьте, не шутка ли");
        assertThat(page.locator(".hints [data-kind=PROFANITY]")).containsText("охуели — бранное слово");
        checkLayout();
    }

    @Test
    void who_writes_what_was_written_already_is_offered_it_and_joins_it_by_keyboard() {
        String text = "На улице Садовой у дома 12 сломана скамейка возле детской площадки";
        page.navigate(server.address() + "/");
        signIn("Анна Соколова");
        page.getByLabel("Показать публично").check();
        write(text);
        String lead = page.locator("#write .number").textContent();
        desk("Модератор (демо)", lead);
        act("Принять");

        page.navigate(server.address() + "/");
        signIn("Пётр Ильич Воронин");
        page.locator("#write select[name=territory]").selectOption("38701000");
        page.locator("#write select[name=topic]").selectOption("other");
        page.getByLabel("Что случилось").fill(text + " и качели");
        assertThat(page.locator("#write .similar [role=status]")).hasText("Похожие сообщения рядом");
        assertThat(page.locator(".similar-card").first()).containsText(lead);
        checkLayout();
        Locator join = page.getByLabel("Присоединиться к сообщению " + lead);
        join.focus();
        page.keyboard().press("Enter");
        assertThat(join).hasAttribute("aria-pressed", "true");
        assertThat(page.locator("#write .similar [role=status]")).containsText("будет присоединено");
        page.getByLabel("Согласен").check();
        page.locator("#write button[type=submit]").click();
        page.locator("#write .number").click();
        assertThat(page.getByText("Сообщение присоединено к другому")).isVisible();
    }

    @Test
    void a_voter_chooses_within_the_budget_keeps_the_receipt_and_reads_who_won_and_why() {
        Http keeper = new Http(server.address()).as("polls");
        String id = keeper.post("/api/v1/polls", """
                        {"title":"Что благоустроить","live":true,"territory":"38701000",
                         "vote":{"form":"BUDGET","budget":100,"rule":"greedy-no-skip","ties":"cheaper,list","quorum":1,"projects":[
                         {"id":"park","title":"Парк","cost":60,"description":"С прудом"},{"id":"road","title":"Дорога","cost":50},
                         {"id":"lamp","title":"Фонари","cost":40}]}}
                        """).id();
        keeper.post("/api/v1/polls/" + id + "/open");
        page.navigate(server.address() + "/polls");
        checkLayout();
        page.locator("#open-polls a").getByText("Что благоустроить").click();
        assertThat(page.locator("#ballot-heading")).hasText("Ваш голос");
        page.locator("#ballot-heading + p + button").click();
        page.locator("dialog button").getByText("Мария Сергеевна Лебедева").click();
        checkbox("Парк").check();
        checkbox("Дорога").check();
        assertThat(page.locator("form .status")).hasText("Выбрано на 110 из 100");
        page.getByText("Проголосовать").click();
        assertThat(page.locator("main [role=alert]:visible")).containsText("Выбрано на 110, а бюджет 100");
        checkLayout();
        checkbox("Дорога").uncheck();
        checkbox("Фонари").check();
        page.getByText("Проголосовать").click();
        String receipt = page.locator(".receipt").textContent();
        checkLayout();
        page.getByLabel("Квитанция").fill(receipt);
        page.locator("#check-heading ~ form button").click();
        assertThat(page.getByText("Голос с такой квитанцией стоит")).isVisible();
        page.reload();
        assertThat(page.getByText("Вы уже проголосовали.")).isVisible();
        page.locator("#session button").first().click();
        page.locator("dialog button").getByText("Организатор опросов (демо)").click();
        page.locator("summary").getByText("Закрыть").click();
        page.locator("form button.danger").click();
        assertThat(page.locator("#poll-status")).hasText("Закрыто, голоса подсчитаны.");
        page.locator("summary").getByText("Опубликовать итоги").click();
        page.locator(".act button.primary").click();
        assertThat(page.locator(".results .badge")).hasCount(2);
        page.locator("summary").getByText("Почему такие итоги").click();
        assertThat(page.locator("#results-heading ~ div .steps")).containsText("Парк");
        checkLayout();
    }

    @Test
    void a_survey_shows_the_questions_that_are_asked_and_what_is_wrong_beside_them() {
        Http keeper = new Http(server.address()).as("polls");
        String survey = SampleSurvey.json();
        String id = keeper.post(
                        "/api/v1/polls",
                        "{\"title\":\"Комфортный город\",\"live\":true,\"electorate\":{\"access\":\"ANYBODY\"},\"survey\":"
                                + survey + "}")
                .id();
        keeper.post("/api/v1/polls/" + id + "/open");
        page.navigate(server.address() + "/polls/" + id);
        Locator asked = page.locator(".question:visible");
        assertThat(page.locator("form .status")).containsText("0 из");
        int before = asked.count();
        page.locator(".question input[value=yes]:visible").first().check();
        assertThat(page.locator("form .status")).containsText("1 из");
        page.waitForCondition(() -> asked.count() > before);
        page.getByText("Отправить ответы").click();
        assertThat(page.locator(".question .error:visible").first()).hasText("Нужно заполнить");
        assertThat(page.locator("main [role=alert]:visible")).isVisible();
        checkLayout();
    }

    @Test
    void a_notice_is_seen_before_reporting_people_subscribe_and_talk_about_a_draft() {
        Http head = new Http(server.address()).as("head");
        String id = head.post(
                        "/api/v1/notices",
                        "{\"kind\":\"SHUT_OFF\",\"title\":\"Нет воды <b>до вечера</b>\",\"text\":\"Ремонт\",\"organization\":\"lgov\","
                                + "\"territory\":\"38710000\",\"topics\":[\"housing\"],\"from\":\"2026-03-02T00:00:00Z\"}")
                .id();
        head.post("/api/v1/notices/" + id + "/publish", "{}");
        page.navigate(server.address() + "/");
        assertThat(page.locator("#home-notices")).containsText("Нет воды <b>до вечера</b>");
        signIn("Ольга Николаевна Фомина");
        page.locator("#write select[name=territory]").selectOption("38710000");
        page.locator("#write select[name=topic]").selectOption("housing");
        page.getByLabel("Что случилось").fill("Из крана ничего не течёт, что случилось?");
        assertThat(page.locator("#write .cards.notice")).containsText("Нет воды");
        assertThat(page.locator("#write")).containsText("просто отправьте");
        checkLayout();
        page.getByLabel("Согласен").check();
        page.locator("#write button[type=submit]").click();
        assertThat(page.locator("#write .number")).isVisible();

        page.locator("nav").getByText("Уведомления").click();
        assertThat(page.locator("#notices-place")).containsText("окончание пока не известно");
        page.locator("#subscriptions-place select[name=territory]").selectOption("38710000");
        page.locator("#subscriptions-place button[type=submit]").click();
        assertThat(page.locator("#subscriptions-status")).hasText("Вы подписаны.");
        assertThat(page.locator("#subscriptions-place .card")).containsText("Льгова");
        checkLayout();
        page.locator("#subscriptions-place .card button").click();
        assertThat(page.locator("#subscriptions-status")).hasText("Подписка удалена.");
        page.locator("#notices-filters select[name=kind]").selectOption("EVENT");
        page.locator("#notices-filters button[type=submit]").click();
        assertThat(page.locator("#notices-place .status")).hasText("Таких уведомлений нет.");

        head.post(
                "/api/v1/drafts",
                "{\"title\":\"О правилах\",\"text\":\"1. Правила\",\"organization\":\"lgov\",\"moderation\":\"AFTER\",\"until\":\"2026-05-01T00:00:00Z\"}");
        page.navigate(server.address() + "/drafts");
        page.locator("#draft-place a").click();
        page.getByLabel("Ваше мнение").fill("Хорошие правила");
        page.getByLabel("Показать моё имя").check();
        page.getByText("Отправить").click();
        assertThat(page.locator("#discussion-place .status").first()).hasText("Сообщение опубликовано.");
        assertThat(page.locator("#discussion-place .card")).containsText("Ольга Ф.");
        signIn("Руководитель (демо)");
        page.locator("#discussion-place .card").getByText("Ответить").click();
        page.locator("#discussion-place .card textarea").fill("Спасибо");
        page.locator("#discussion-place .card")
                .getByLabel("Ответ от организации")
                .check();
        page.locator("#discussion-place .card").getByText("Отправить").click();
        page.locator("#discussion-place").getByText("Ответы (1)").click();
        assertThat(page.locator("#discussion-place .answer")).containsText("официальный ответ");
        checkLayout();
    }

    private Locator checkbox(String name) {
        return page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(name));
    }

    private void signIn(String name) {
        page.locator("#session button").first().click();
        page.locator("dialog button").getByText(name).click();
        assertThat(page.locator("#session strong")).hasText(name);
    }

    private void write(String text) {
        page.getByLabel("Что случилось").fill(text);
        page.locator("#write select[name=topic]").selectOption("other");
        page.locator("#write select[name=territory]").selectOption("38701000");
        page.getByLabel("Согласен").check();
        page.locator("#write button[type=submit]").click();
    }

    private void desk(String name, String number) {
        page.navigate(server.address() + "/desk");
        signIn(name);
        page.locator("#desk-items").getByText(number).click();
        assertThat(page.locator("#desk-panel h2")).containsText(number);
    }

    private Locator button(String name) {
        return page.locator("#desk-panel .buttons button").getByText(name);
    }

    private Locator done() {
        return page.locator("#desk-panel [role=status]");
    }

    private void act(String name) {
        button(name).click();
        page.locator("#act-place button[type=submit]").click();
        assertThat(done()).containsText("Готово: " + name);
    }

    /** Nothing sticks out at either width, and axe finds nothing against it. */
    private void checkLayout() {
        for (int width : new int[] {360, 1280}) {
            page.setViewportSize(width, 800);
            assertThat(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                    .as("%s fits into %d", page.url(), width)
                    .isEqualTo(true);
        }
        page.evaluate(axe);
        Object violations = page.evaluate(
                "axe.run().then(found => found.violations.map(each => each.id + ' ' + each.nodes.map(node => node.html).join(' ')))");
        assertThat((List<?>) violations).as(page.url()).isEmpty();
    }
}
