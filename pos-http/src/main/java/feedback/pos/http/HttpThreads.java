package feedback.pos.http;

import feedback.pos.http.api.Api;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** The threads of HTTP, made ready while the base is being opened: each takes about half of the time of a start. */
final class HttpThreads implements AutoCloseable {
    private static final int WORKERS = 64;

    private final FutureTask<XnioWorker> made = new FutureTask<>(HttpThreads::make);

    /** Begins to make them. */
    HttpThreads() {
        Thread warming = new Thread(made, "pos-warm");
        warming.setDaemon(true);
        warming.start();
    }

    private static XnioWorker make() throws Exception {
        Api.warmUp();
        return Xnio.getInstance()
                .createWorker(OptionMap.builder()
                        .set(
                                Options.WORKER_IO_THREADS,
                                Math.max(2, Runtime.getRuntime().availableProcessors()))
                        .set(Options.WORKER_TASK_CORE_THREADS, WORKERS)
                        .set(Options.WORKER_TASK_MAX_THREADS, WORKERS)
                        .set(Options.TCP_NODELAY, true)
                        .getMap());
    }

    /** Waits until they are ready. */
    XnioWorker worker() {
        try {
            return made.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("no threads for HTTP", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }

    @Override
    public void close() {
        worker().shutdownNow();
    }
}
