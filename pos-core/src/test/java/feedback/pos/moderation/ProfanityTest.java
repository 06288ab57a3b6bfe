package feedback.pos.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.moderation.Hint.Evidence;
import feedback.pos.refusal.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfanityTest {
    private static List<String> found(String text) {
        return Profanity.usual().find(text).stream().map(Evidence::text).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "хуй",
                "х*й",
                "х**",
                "ХУЙ",
                "хуууууй",
                "x*й",
                "хyй",
                "xyй",
                "х у й",
                "х.у.й",
                "х-у-й",
                "ху\u00adй",
                "ху\u200bйня",
                "х\u2060у\u2060й",
                "х\u200dу\ufeffй\u200e",
                "\u202eхуй",
                "ху\udb40\udc41й",
                "п1здец",
                "ххууййня",
                "хуи\u0306",
                "на хуй",
                "нахуй",
                "нахуя",
                "по хую",
                "похуй",
                "охуели",
                "охуевшие",
                "дохуя",
                "ни хуя",
                "хуйня",
                "хуёво",
                "захуярили",
                "отхуячу",
                "пи3да",
                "пизда",
                "п*зда",
                "п***а",
                "пиздец",
                "п*здец",
                "п****ц",
                "пи здец",
                "п и з д е ц",
                "распиздяи",
                "спиздили",
                "пиздабол",
                "писдец",
                "опездал",
                "бля",
                "бляяяя",
                "блять",
                "бл*ть",
                "бл**ь",
                "б*ядь",
                "6лядь",
                "бл9ть",
                "выблядок",
                "ебать",
                "ёбаный",
                "е6аный",
                "е*аный",
                "ебанутые",
                "заебали",
                "заeбали",
                "за**али",
                "зае*али",
                "выебываются",
                "долбоёб",
                "долбаёбы",
                "д*лбоеб",
                "съебались",
                "проебали",
                "уебок",
                "уёбищный",
                "йобаный",
                "заибали",
                "наебали",
                "объебали",
                "мудак",
                "мудаки",
                "мудила",
                "мудозвон",
                "м*дак",
                "гандон",
                "гондоны",
                "пидор",
                "пидорасы",
                "пидарас",
                "пидр",
                "п*дор",
                "нахер",
                "похер",
                "херня",
                "охерели",
                "говно",
                "г*вно",
                "говняный",
                "засрали",
                "насрали",
                "обосранный",
                "жопа",
                "ж*па",
                "жопой",
                "дрочит",
                "ссать",
                "обоссали",
                "залупа",
                "cyka",
                "сучара",
                "шлюха",
                "мразь",
                "мрази",
                "твари",
                "урод",
                "уроды",
                "дебилы",
                "идиоты",
                "придурки",
                "сволочи",
                "ублюдки",
                "подонки",
                "чмо",
                "быдло",
                "суки",
                "с*ка",
                "cука",
                "pizdec",
                "blyat",
                "nahuy",
                "сдохните",
                "взорву",
                "убью"
            })
    void what_is_rude_is_found_however_it_is_written(String word) {
        assertThat(found("Вы там " + word + ", чините дорогу")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "хулиган хулиганы хулиганство",
                "оскорблять оскорблённый",
                "употреблять употребляют употребление",
                "потреблять потребитель",
                "Мудрый мудрость умудрился мудрёный",
                "скипидар",
                "застрахуй страхую подстрахуй",
                "сукно суккулент сук дерева сучок сучья",
                "бляха бляхи",
                "команда командир",
                "педагог педиатр педикюр педаль",
                "гондола гондольер",
                "мандарин мандат командировка Мандельштам",
                "Перхуново",
                "рассукин",
                "хуже художник худой плохую сухую глухую тихую ветхую лихую",
                "колебать хлебать требовать",
                "себя тебе небо небольшой наибольший",
                "эпизод поезд проезд пезда звезда наезд",
                "сабля рубля корабля земля",
                "Екатеринбург Ебург эбонит",
                "херсон Херсонская херувим",
                "страх трахея",
                "ссылка ссора ссуда рассада SsangYong",
                "срок средний посреди",
                "остановка стоянка",
                "говорить гонка",
                "команды команду командой",
                "природа уродливый",
                "мудрила-мученик",
                "дубликат блин блямба",
                "чихуахуа",
                "хутор хурма Хуторская",
                "психую",
                "небезопасно",
                "лебедь лебеда",
                "пиджак пища",
                "рубль дебет",
                "оперный перформанс",
                "г. Курск, ул. С. Перовской, д. 5, к. 2, кв. 7",
                "с 9 а. м. до 5 п. м.",
                "***",
                "5* отель",
                "дом* квартира**",
                "10% #ремонт",
                "и т.д. и т.п.",
                "Г О Р О Д",
                "В Н И М А Н И Е",
                "не без основания",
                "у нас ток идет",
                "за пять лет",
                "и вот еби",
                "сук",
                "доска",
                "спилите суки деревьев",
                "сука с щенками, собаки",
                "убьем подвеску машины",
                "сожгу мусор и листву",
                "Манделы",
                "хоругвь",
                "убыль",
                "Небит-Даг",
                "хребет",
                "учеба лечеба",
                "погреб",
                "скребут",
                "гребут снег",
                "оцепенение",
                "залупить нельзя"
            })
    void what_only_looks_like_it_is_not(String words) {
        assertThat(found(words)).isEmpty();
    }

    @Test
    void the_place_in_the_text_is_told() {
        String text = "Ну и п*здец, а не дорога";
        Evidence only = Profanity.usual().find(text).get(0);
        assertThat(only).isEqualTo(new Evidence("obscene", "п*здец", 5, 11));
        assertThat(text.substring(only.from(), only.to())).isEqualTo(only.text());
        assertThat(Profanity.usual().find("Ну \u200bху\u200bйня"))
                .containsExactly(new Evidence("obscene", "ху\u200bйня", 4, 10));
    }

    @Test
    void invisible_characters_of_every_kind_hide_nothing() {
        for (int each = 0; each <= Character.MAX_CODE_POINT; each++) {
            if (Character.getType(each) == Character.FORMAT) {
                assertThat(found("ху" + Character.toString(each) + "йня"))
                        .as("U+%04X", each)
                        .hasSize(1);
            }
        }
    }

    @Test
    void a_region_may_add_words_of_its_own_and_take_others_off() {
        Profanity own = Profanity.with(List.of("жулик", "*навоз*", "=вор", "пошёл вон отсюда", "!уроды", "# " + "x"));
        assertThat(own.find("Жулики! Навозом пахнет, воры и вор. Пошел вон отсюда, уроды"))
                .extracting(Evidence::text)
                .containsExactly("Жулики", "Навозом", "вор", "Пошел вон отсюда");
    }

    @Test
    void what_cannot_be_a_word_is_refused_by_its_line() {
        assertThatThrownBy(() -> Profanity.with(List.of("жулик", "***")))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        no -> assertThat(no.fields().get(0).field()).isEqualTo("words[1]"));
        assertThatThrownBy(() -> Profanity.with(java.util.Collections.nCopies(5_001, "жулик")))
                .isInstanceOf(Refusal.class);
    }
}
