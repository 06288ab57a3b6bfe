package feedback.pos.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.DeclineReason;
import feedback.pos.message.Point;
import feedback.pos.message.Submission;
import feedback.pos.moderation.Admissibility.Beside;
import feedback.pos.moderation.Hint.Evidence;
import feedback.pos.moderation.Hint.Kind;
import feedback.pos.organization.Person;
import feedback.pos.organization.Territory;
import feedback.pos.text.Texts;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissibilityTest {
    private static final Admissibility USUAL = Admissibility.usual();
    private static final String REST = " Прошу разобраться и ответить.";

    private static List<Hint> hints(String text) {
        return hints(text, Beside.nothing());
    }

    private static List<Hint> hints(String text, Beside beside) {
        return USUAL.hints(new Submission("anna", text, new Territory("38000000")), beside);
    }

    private static List<Kind> kinds(String text) {
        return hints(text).stream().map(Hint::kind).toList();
    }

    private static List<String> evidence(String text) {
        return hints(text).stream()
                .flatMap(each -> each.evidence().stream())
                .map(each -> each.sort() + " " + each.text())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Сосед шумит, вот его номер 8 (912) 345-67-89| phone 8 (912) 345-67-89",
                "Сосед шумит, вот его номер +79123456789| phone +79123456789",
                "Пишите соседу ivan.petrov@yandex.ru пусть ответит| email ivan.petrov@yandex.ru",
                "Паспорт соседа 38 04 №123456 выдан в Курске| passport Паспорт соседа 38 04 №123456",
                "Его СНИЛС 112-233-445 95 записан| snils 112-233-445 95",
                "Деньги ушли на карту 4276 5500 1234 5677 соседа|card 4276 5500 1234 5677",
                "Долг за 500100732259 числится|tax 500100732259",
                "Шумит Петров Иван Сергеевич из пятой квартиры|name Петров Иван Сергеевич",
                "Шумит Иван Сергеевич Петров из пятой квартиры|name Иван Сергеевич Петров",
                "Шумит Петрова Анна Ильинична из пятой квартиры|name Петрова Анна Ильинична",
                "Запишите телефон соседки +7 910 123-45-67 и спросите|phone +7 910 123-45-67",
                "Если что, звоните Маше +7 910 123-45-67 вечером|phone +7 910 123-45-67",
                "Соседка Мария, тел. 89101234567, шумит|phone 89101234567",
                "Телефон Маши: 89101234567, шумит она|phone 89101234567",
                "Вот тел. моей соседки 89101234567 и она шумит|phone 89101234567",
                "Шумит дама, её почта vasya.pupkin@mail.ru|email vasya.pupkin@mail.ru",
                "Шумит, почта его: vasya.pupkin@mail.ru|email vasya.pupkin@mail.ru",
                "Хозяин собаки Петров Сергей Иванович, 1970 года рождения, живёт Ленина 5 кв 7|name Петров Сергей Иванович",
                "Хозяин собаки Петров Сергей Иванович, 1970 г.р., живёт Ленина 5 кв 7|name Петров Сергей Иванович",
                "Собаку завёл Петров Сергей Иванович, 1970 года рождения|name Петров Сергей Иванович",
                "Хозяин собаки Петров Сергей Иванович, кв. 7|name Петров Сергей Иванович",
                "Шумит сосед Петров Сергей Иванович, кв. 7|name Петров Сергей Иванович"
            })
    void data_of_others_are_found(String text, String expected) {
        assertThat(evidence(text + REST)).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Мой телефон для связи 8 912 345-67-89, звоните",
                "Звонил на горячую линию 8-800-200-34-11 и в диспетчерскую 8 (4712) 55-55-55",
                "Писал на info@uk-dom.ru и на priem@adm.rkursk.ru",
                "Ответьте мне на почту anna@yandex.ru",
                "СНИЛС 112-233-445 96 неверный",
                "Счёт 1234 5678 9012 3456 от дома",
                "Лицевой счёт 500100732258",
                "На ул. Карла Маркса и на улице Петра Алексеева темно",
                "На улице Михаила Юрьевича Лермонтова темно",
                "Уважаемый Роман Владимирович Старовойт, помогите",
                "Школа имени Ивана Сергеевича Тургенева закрыта",
                "Директор школы Петров Иван Сергеевич не отвечает",
                "Я, Петров Иван Сергеевич, живу в пятой квартире",
                "Иван Сергеевич обещал",
                "Пришла Анна Ивановна и ушла",
                "Договор № 12345678901 от 01.02.2021",
                "Кадастровый номер 46:29:102030:112",
                "Дорогу не чистят с утра. Петров Иван Сергеевич, тел. 55-55-55",
                "Дорогу не чистят с утра. Петров Иван Сергеевич, г. Курск, ул. Союзная",
                "Звоните мне +7 910 123-45-67 вечером",
                "Сосед шумит, мой телефон +7 910 123-45-67",
                "Сосед шумит, звоните мне на 89101234567",
                "Сосед шумит. Тел. 89101234567",
                "Соседи шумят ночью, прошу помочь, тел. 89101234567",
                "Дорогу не чистят. Мария, тел. 89101234567",
                "Дорогу не чистят, телефон для связи 89101234567, Мария",
                "Дорогу не чистят, телефон Мария 89101234567",
                "Её не чистят, моя почта vasya.pupkin@mail.ru"
            })
    void what_belongs_to_offices_streets_or_oneself_is_no_third_partys(String text) {
        assertThat(hints(text).stream().map(Hint::kind)).doesNotContain(Kind.THIRD_PARTY_DATA);
    }

    @Test
    void who_writes_and_who_holds_an_office_is_known() {
        String text = "Написал Петрову Ивану Сергеевичу на 8 912 345-67-89 и p@x.ru, а он молчит." + REST;
        assertThat(hints(text)).hasSize(1);
        Person self = new Person("anna", "Петров Иван Сергеевич", "p@x.ru", "+7 912 345-67-89");
        assertThat(hints(text, new Beside(List.of(), self, name -> false))).isEmpty();
        assertThat(hints(text, new Beside(List.of(), null, name -> name.startsWith("Петров")))
                        .get(0)
                        .evidence())
                .extracting(Evidence::sort)
                .containsExactly("phone", "email");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ghjie e,hfnm cytu dj ldjht| Прошу убрать снег во дворе",
                "Zvf yf ljhjut e irjks| Яма на дороге у школы",
                "YT HF,JNFTN CDTNJAJH| НЕ РАБОТАЕТ СВЕТОФОР"
            })
    void a_wrong_keyboard_layout_is_seen_through(String text, String meant) {
        Hint hint = hints(text).get(0);
        assertThat(hint.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(hint.proposal()).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "...",
                "12345",
                "фывапролдж фывапр",
                "ааааааааааа",
                "ывывывывыв",
                "йцукенг шщзхъ",
                "щшгнекуц",
                "аьъыфж щьыъа"
            })
    void what_is_no_text_is_unreadable(String text) {
        assertThat(kinds(text)).containsExactly(Kind.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Please repair the street light near the school",
                "Wi-Fi не работает в парке «Боева дача»",
                "The road is broken at Lenina street",
                "Ха-ха, спасибо!",
                "Когда?",
                "СНТ «Ромашка», ТБО не вывозят",
                "взгляд вскользь",
                "Запросите капролактам",
                "Good morning, my house has no water"
            })
    void what_is_a_text_is_not(String text) {
        assertThat(kinds(text)).doesNotContain(Kind.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Разбит люк.", "Не горит фонарь, почините", "во дворе яма, дети падают", "Свалка мусора"})
    void where_it_is_must_be_said_of_what_stands_somewhere(String text) {
        assertThat(kinds(text)).containsExactly(Kind.NO_ADDRESS);
        Submission sent = new Submission("anna", text, new Territory("38000000"));
        assertThat(USUAL.hints(sent.withPlace("Ленина, 5", null), Beside.nothing()))
                .isEmpty();
        assertThat(USUAL.hints(sent.withPlace(null, new Point(51.7, 36.2)), Beside.nothing()))
                .isEmpty();
        assertThat(USUAL.hints(new Submission("anna", text, new Territory("38644101")), Beside.nothing()))
                .as("a settlement is nearly enough")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Яма на Ленина",
                "Яма у дома 5",
                "Яма, ул. Союзная",
                "яма на союзной 71",
                "Яма около «Пятёрочки»",
                "Яма у школы № 5",
                "Мусор в деревне Ивановка",
                "Не пришла пенсия",
                "Врач не принимает",
                "Прошу разъяснить закон"
            })
    void an_address_may_be_said_in_many_ways_and_need_not_always(String text) {
        assertThat(kinds(text)).isEmpty();
    }

    @Test
    void the_topic_tells_too_whether_the_place_matters() {
        assertThat(hints("Ужасно, почините")).isEmpty();
        assertThat(hints("Ужасно, почините", new Beside(List.of("Дороги", "Ямы и выбоины"), null, name -> false)))
                .extracting(Hint::kind)
                .containsExactly(Kind.NO_ADDRESS);
    }

    @Test
    void links_and_advertising_are_spam_and_links_to_laws_and_maps_are_not() {
        assertThat(evidence("Лучшее казино на https://casino.example.com/win и промокод"))
                .containsExactly("advert казино", "link https://casino.example.com/win", "advert промокод");
        assertThat(kinds("По закону http://www.consultant.ru/document/1 и карте https://yandex.ru/maps/-/1"))
                .isEmpty();
    }

    @Test
    void several_matters_are_seen_by_their_numbers_or_words() {
        assertThat(
                        evidence(
                                "1. Не горит фонарь у дома 5 по улице Ленина, почините. 2. Не вывозят мусор у того же дома вторую неделю."))
                .containsExactly("numbered 1. ", "numbered 2. ");
        assertThat(kinds("Прошу: 1. Убрать 2. Помыть")).doesNotContain(Kind.SEVERAL_QUESTIONS);
        assertThat(kinds("Когда будет автобус? И ещё вопрос: где расписание?")).contains(Kind.SEVERAL_QUESTIONS);
        assertThat(kinds("Во-первых, грязно, во-вторых, темно на Ленина")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1. Когда починят дорогу на Ленина 5?\n2. Почему не горит фонарь?\n3. Когда включат воду?",
                "1) Когда починят дорогу на Ленина 5?\n2) Почему не горит фонарь?",
                "1) Когда починят дорогу\n2) Почему не горит фонарь\n3) Когда включат воду",
                "1.Когда починят дорогу? 2.Почему не горит фонарь? 3.Когда включат воду? 4.Где автобус 5?",
                "Добрый день! 1) Когда починят дорогу 2) Почему не горит фонарь 3) Когда включат воду",
                "Ответьте: 1. когда починят дорогу на Ленина 5 2. почему не горит фонарь",
                "Вопросы:\n1. Дорогу на Ленина починят?\n2. Фонарь не горит.\n3. Когда включат воду?\nСпасибо"
            })
    void a_numbered_list_of_questions_is_several_matters_however_short_they_are(String text) {
        assertThat(kinds(text)).contains(Kind.SEVERAL_QUESTIONS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Живу на Ленина, дом 1. Прошу ответить, когда починят дорогу? Дом 2. Почему не горит фонарь?",
                "Адрес: ул. Ленина 5. 2. подъезд. Когда починят дверь? Почему темно?",
                "Ленина, д. 1. Когда починят дорогу у этого дома, люди падают? И у д. 2. Почему темно вокруг этого дома каждый вечер?",
                "Подъезды: 1. подъезд когда помоют? 2. подъезд когда помоют?",
                "Обещали: 1. мая починить дорогу? 2. мая включить воду?",
                "Писал 1.05.2024, когда починят? Писал 2.05.2024, почему молчат?",
                "На Ленина 1. Когда починят дорогу? На Союзной 2. Почему не горит фонарь?",
                "Прошу: 1. Убрать двор 2. Помыть подъезд на Ленина. Когда это сделают?",
                "1. Когда починят дорогу на Ленина?"
            })
    void addresses_days_and_parts_of_one_matter_are_not(String text) {
        assertThat(kinds(text)).doesNotContain(Kind.SEVERAL_QUESTIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"пи3да", "п1здец", "ххууййня", "ху\u200bйня", "п\u2060и\u2060з\u2060д\u2060а"})
    void a_disguised_rude_word_alone_is_rude(String text) {
        assertThat(kinds(text)).contains(Kind.PROFANITY);
    }

    @Test
    void rude_words_are_profanity_and_a_region_has_words_of_its_own() {
        assertThat(kinds("Вы там охуели, на Ленина темно")).containsExactly(Kind.PROFANITY);
        Admissibility own = USUAL.withWords(List.of("жулик"));
        assertThat(own.hints(new Submission("anna", "Жулики на Ленина", new Territory("38")), Beside.nothing()))
                .singleElement()
                .satisfies(each -> assertThat(each.evidence().get(0).sort()).isEqualTo("own"));
        assertThat(own.words()).containsExactly("жулик");
    }

    @Test
    void every_hint_has_a_reason_but_several_matters_and_words_in_both_languages() {
        assertThat(Kind.PROFANITY.reason()).isEqualTo(DeclineReason.PROFANITY);
        assertThat(Kind.SEVERAL_QUESTIONS.reason()).isNull();
        Texts texts = Texts.beside(Hint.class);
        assertThat(texts.keys(Locale.ENGLISH)).isEqualTo(texts.keys(Locale.forLanguageTag("ru")));
        for (Kind kind : Kind.values()) {
            assertThat(new Hint(kind, List.of(), null).text(Locale.ENGLISH)).doesNotContain("hint.");
        }
        for (String sort : List.of(
                "obscene",
                "insult",
                "threat",
                "own",
                "phone",
                "email",
                "passport",
                "snils",
                "card",
                "tax",
                "name",
                "link",
                "advert",
                "numbered",
                "another")) {
            assertThat(texts.has("evidence." + sort)).as(sort).isTrue();
        }
    }
}
