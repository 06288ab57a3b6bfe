package feedback.pos.moderation;

import feedback.pos.text.Words;
import feedback.pos.text.Words.Word;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a text is about something that stands somewhere, and whether it says where. Careful: what may be an address counts as one, so that
 * a hint is seldom given and mostly right.
 */
final class Places {
    /** By these a text speaks of something that stands somewhere and has to be found to be mended. */
    private static final Set<String> THINGS = Stream.of(
                    ("яма ямы дорога дороги тротуар асфальт фонарь фонари освещение двор подъезд мусор контейнер контейнеры свалка дерево деревья"
                                    + " остановка светофор снег лед гололед сосулька сосульки люк колодец труба площадка крыша отопление подвал лестница лифт забор знак разметка"
                                    + " лужа канализация водопровод батареи столб провода газон трава клумба мост переход парковка пешеходный собаки детская качели урна бак баки")
                            .split(" "))
            .map(Words::stem)
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern ADDRESS = Pattern.compile(
            "(?:\\p{L}{3,}(?:ая|кого|ова|ина|ева|ой|ых)\\s\\d{1,3}\\b|вокзал|аэропорт|диспансер|(?:по|в[оа]?) всем\\p{L}* город|весь город|по город[уа]м?\\b|\\p{L}{3,}(?:ий|ая|ое|ый|ом|ого)\\s(?:мост|озер|парк|рынок|сквер|переезд)|\\bул(?:\\.|иц)|\\bпр(?:осп|-к?т|-д|оезд)|пер(?:\\.|еул)|шоссе|\\bтракт|площад|\\bпл\\.|бульвар|\\bб-р|набережн|микрорайон|\\bмкр|\\bм-н|квартал|\\bд(?:ом)?\\.? ?№? ?\\d|\\bдом[ае]?\\b ?№? ?\\d|корпус|\\bкорп|\\bстр\\. ?\\d"
                    + "|деревн|\\bд\\. ?\\p{Lu}|\\bс\\. ?\\p{Lu}|\\bп\\. ?\\p{Lu}|\\bсел[оае]\\b|пос[её]л|\\bпос\\.|\\bпгт|хутор|станиц|\\bснт\\b|\\bст\\b|садов\\p{L}* товарищ|жк\\b|трасс[аеуы]|автодорог\\p{L}* |\\bкм\\b"
                    + "|(?:школ|сад|детсад|лице|гимнази|поликлиник|больниц|магазин|вокзал|рынок|рынк|станци|кладбищ|парк|сквер|церк|храм|завод|стадион|общежити|центр|переезд|мост)\\p{L}* ?[№«\"\\d\\p{Lu}]"
                    + "|№ ?\\d|\\d+ ?-? ?(?:й|я|го|ом) (?:дом|подъезд|микро)|\\b\\d{1,3} ?[а-в]?\\b ?[/\\\\] ?\\d|координат|\\d\\d\\.\\d{4})",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    /** «на Ленина», «около Пятёрочки», «между Союзной и Школьной». */
    private static final Pattern NAMED = Pattern.compile(
            "(?<![\\p{L}])(?:[Нн]а|[Пп]о|[Вв]о?|[Уу]|[Оо]коло|[Вв]озле|[Нн]апротив|[Рр]ядом с|[Сс]о?|[Оо]т|[Дд]о|[Ии]з|[Мм]ежду|[Зз]а|[Пп]од|[Кк]о?|[Пп]еред|район[еа]?|сторону|-)\\s+[«\"“`]?\\p{Lu}[\\p{L}]+");

    private static final Pattern HOUSE = Pattern.compile("\\p{Lu}\\p{L}{3,}\\s*,?\\s*(?:д\\.?\\s*)?\\d{1,3}(?!\\d)");
    private static final int SETTLEMENT = 8;

    private Places() {}

    /** @param topic the names of the topic and those above it */
    static boolean matter(String text, List<String> topic) {
        return Stream.concat(Stream.of(text), topic.stream())
                .flatMap(each -> Words.of(each, 5_000).stream())
                .map(Word::stem)
                .anyMatch(THINGS::contains);
    }

    /** @param prefix the significant digits of the territory: those of a settlement say nearly enough */
    static boolean areTold(String text, String prefix) {
        return prefix.length() >= SETTLEMENT
                || ADDRESS.matcher(text).find()
                || NAMED.matcher(text).find()
                || HOUSE.matcher(text).find();
    }
}
