package feedback.pos.catalog;

import feedback.pos.catalog.RouteStep.Absent;
import feedback.pos.catalog.RouteStep.Addressed;
import feedback.pos.catalog.RouteStep.Appointed;
import feedback.pos.catalog.RouteStep.ByHand;
import feedback.pos.catalog.RouteStep.ByLoad;
import feedback.pos.catalog.RouteStep.ByRule;
import feedback.pos.catalog.RouteStep.ByTurn;
import feedback.pos.catalog.RouteStep.Contradicted;
import feedback.pos.catalog.RouteStep.Full;
import feedback.pos.catalog.RouteStep.Located;
import feedback.pos.catalog.RouteStep.Named;
import feedback.pos.catalog.RouteStep.Names;
import feedback.pos.catalog.RouteStep.NearBorder;
import feedback.pos.catalog.RouteStep.Only;
import feedback.pos.catalog.RouteStep.PassedOver;
import feedback.pos.catalog.RouteStep.Ruled;
import feedback.pos.catalog.RouteStep.Superior;
import feedback.pos.catalog.RouteStep.Took;
import feedback.pos.text.Texts;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Puts steps into words. */
final class RouteTexts {
    private static final Texts TEXTS = Texts.beside(RouteStep.class);
    private static final DateTimeFormatter RUSSIAN_DATE = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    private final Locale locale;
    private final Names names;

    private RouteTexts(Locale locale, Names names) {
        this.locale = locale;
        this.names = names;
    }

    static String of(RouteStep step, Locale locale, Names names) {
        RouteTexts texts = new RouteTexts(locale, names);
        return step.isAboutPeople() ? texts.ofPeople(step) : texts.ofPlace(step);
    }

    private String ofPlace(RouteStep step) {
        if (step instanceof Located each) {
            return each.territory() == null
                    ? with("district", each.districtName())
                    : with("district.territory", each.districtName(), each.territory());
        }
        if (step instanceof Contradicted each) {
            return with("contradiction", each.chosen(), each.districtName(), each.territory());
        }
        if (step instanceof Ruled each) {
            return ruled(each);
        }
        if (step instanceof Addressed each) {
            return with("addressee", names.organization(each.organization()), names.organization(each.instead()));
        }
        if (step instanceof ByRule each) {
            return with("auto-rule", each.id(), names.organization(each.organization()));
        }
        if (step instanceof Superior each) {
            return with("superior", names.organization(each.organization()));
        }
        if (step instanceof NearBorder each) {
            String body = names.organization(each.organization());
            return each.metres() == null
                    ? with("near-border.gone", each.districtName(), body)
                    : with("near-border", each.districtName(), body, String.valueOf(each.metres()));
        }
        if (step instanceof ByHand each) {
            return with("by-hand", names.organization(each.organization()));
        }
        // What says all by its name: no district, joined
        return with(step.rule());
    }

    private String ruled(Ruled step) {
        String topic = step.topic().isEmpty()
                ? with("table.anyTopic")
                : with("table.topic." + step.level(), names.topic(step.topic()));
        List<String> where = new ArrayList<>();
        if (!step.district().isEmpty()) {
            where.add(with("table.district", names.district(step.district())));
        }
        if (!step.territory().isEmpty()) {
            where.add(with("table.territory", step.territory()));
        }
        if (where.isEmpty()) {
            where.add(with("table.anywhere"));
        }
        return with("table", topic, String.join(", ", where), names.organization(step.organization()));
    }

    private String ofPeople(RouteStep step) {
        if (step instanceof Appointed each) {
            return with("appointed", names.person(each.executor()));
        }
        if (step instanceof Took each) {
            return with("taken", names.person(each.executor()));
        }
        if (step instanceof Named each) {
            return with("named", names.person(each.executor()));
        }
        if (step instanceof Only each) {
            return with("only", names.person(each.executor()));
        }
        if (step instanceof ByTurn each) {
            String last = each.given() == null
                    ? with("by-turn.never")
                    // Officials of several zones read it: the day in UTC is near enough
                    : with("by-turn.last", date(LocalDate.ofInstant(each.given(), ZoneOffset.UTC)));
            return with("by-turn", names.person(each.executor()), String.valueOf(each.among()), last);
        }
        if (step instanceof ByLoad each) {
            String others = each.others().stream()
                    .map(other -> names.person(other.executor()) + " – " + other.holding())
                    .collect(Collectors.joining(", "));
            return with("by-load", names.person(each.executor()), String.valueOf(each.holding()), others);
        }
        if (step instanceof Absent each) {
            String until = date(each.until());
            return each.deputy() == null
                    ? with("absent", names.person(each.executor()), until)
                    : with("absent.deputy", names.person(each.executor()), until, names.person(each.deputy()));
        }
        if (step instanceof Full each) {
            return with(
                    "full",
                    names.person(each.executor()),
                    String.valueOf(each.holding()),
                    String.valueOf(each.capacity()));
        }
        if (step instanceof PassedOver each) {
            return with("passed-over." + each.why(), names.person(each.executor()));
        }
        return with(step.rule());
    }

    private String with(String key, String... args) {
        return TEXTS.get(locale, key, List.of(args));
    }

    private String date(LocalDate date) {
        return locale.getLanguage().equals("en") ? date.toString() : RUSSIAN_DATE.format(date);
    }
}
