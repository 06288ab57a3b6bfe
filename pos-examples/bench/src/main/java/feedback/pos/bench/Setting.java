package feedback.pos.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/** Under what something was measured: without it a number means nothing. */
final class Setting {
    private final Map<String, Object> facts = new LinkedHashMap<>();

    private Setting() {}

    /** The machine, its load before the run, and the rounds. */
    static Setting of(Plan plan) {
        Setting setting = new Setting();
        setting.with("java", Runtime.version().toString())
                .with("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .with("cores", Runtime.getRuntime().availableProcessors())
                .with("heapMegabytes", Runtime.getRuntime().maxMemory() >> 20)
                .with("loadBefore", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage())
                .with("seconds", plan.seconds())
                .with("rounds", Rounds.MEASURED + " in turns after " + Rounds.WARM_UP + " to warm up; medians");
        return setting;
    }

    /** The databases, too. */
    static Setting of(Plan plan, Bases bases) throws IOException {
        return of(plan).with("database", bases.about())
                .with("disk", Files.getFileStore(plan.folder()).type());
    }

    Setting with(String name, Object fact) {
        facts.put(name, fact);
        return this;
    }

    Map<String, Object> facts() {
        return facts;
    }
}
