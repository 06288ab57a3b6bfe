package feedback.pos.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flowable.common.engine.api.delegate.event.AbstractFlowableEventListener;
import org.flowable.common.engine.api.delegate.event.FlowableEngineEventType;
import org.flowable.common.engine.api.delegate.event.FlowableEvent;
import org.flowable.common.engine.impl.cfg.TransactionState;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.ProcessEngineConfiguration;
import org.flowable.engine.TaskService;
import org.flowable.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.job.service.impl.asyncexecutor.AsyncExecutor;
import org.flowable.job.service.impl.asyncexecutor.AsyncJobExecutorConfiguration;
import org.flowable.task.api.Task;

/** The peer: the workflow engine Flowable, alone, with its history as it comes and without what it does not need here. */
final class FlowablePeer implements AutoCloseable {
    /** How many clients, and threads for jobs, are best for it on a small machine. */
    static final int THREADS = 4;

    static final String NAME = "Flowable 7.2";

    private static final int CONNECTIONS = 16;
    private static final int PATIENCE_MINUTES = 10;
    private static final String[] OFFICES = {"moderate", "assign", "answer", "approve", "rate"};

    private final HikariDataSource pool;
    private final ProcessEngine engine;

    private FlowablePeer(HikariDataSource pool, ProcessEngine engine) {
        this.pool = pool;
        this.engine = engine;
    }

    static FlowablePeer on(Base base) throws Exception {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(base.source());
        pool.setMaximumPoolSize(CONNECTIONS);
        ProcessEngineConfigurationImpl settings = new StandaloneProcessEngineConfiguration();
        settings.setDataSource(pool);
        settings.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        settings.setDisableIdmEngine(true);
        settings.setDisableEventRegistry(true);
        // Otherwise it wants the classes of a mail library
        settings.setDefaultMailClient(request -> {
            throw new UnsupportedOperationException("no mail is sent");
        });
        settings.setAsyncExecutorActivate(false);
        settings.setAsyncExecutorCorePoolSize(THREADS);
        settings.setAsyncExecutorMaxPoolSize(THREADS);
        // As it comes it sleeps for ten seconds whenever it finds nothing
        AsyncJobExecutorConfiguration jobs = new AsyncJobExecutorConfiguration();
        jobs.setDefaultTimerJobAcquireWaitTime(Duration.ofMillis(50));
        jobs.setDefaultAsyncJobAcquireWaitTime(Duration.ofMillis(50));
        settings.setAsyncExecutorConfiguration(jobs);
        ProcessEngine engine = settings.buildProcessEngine();
        base.expectManyWriters();
        engine.getRepositoryService()
                .createDeployment()
                .addClasspathResource("feedback/pos/bench/appeal.bpmn20.xml")
                .deploy();
        return new FlowablePeer(pool, engine);
    }

    /** One whole life. */
    void live(String text, String answer) {
        String id = engine.getRuntimeService()
                .startProcessInstanceByKey("appeal", Map.of("text", text))
                .getId();
        TaskService tasks = engine.getTaskService();
        for (String office : OFFICES) {
            Task task = tasks.createTaskQuery().processInstanceId(id).singleResult();
            tasks.complete(task.getId(), results(office, answer));
        }
    }

    private static Map<String, Object> results(String office, String answer) {
        return switch (office) {
            case "answer" -> Map.of("answer", answer);
            case "rate" -> Map.of("stars", 5);
            default -> Map.of();
        };
    }

    /** Starts what has a timer that is due at once. */
    void startWaiting(String text) {
        String due = Instant.now().minus(Duration.ofMinutes(1)).toString();
        engine.getRuntimeService().startProcessInstanceByKey("waiting", Map.of("text", text, "due", due));
    }

    /** Lets the engine handle what is due, so many timers, and comes back when the last one is on the disk. */
    int handle(int due) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(due);
        Committed listener = new Committed(left);
        engine.getRuntimeService().addEventListener(listener, FlowableEngineEventType.JOB_EXECUTION_SUCCESS);
        AsyncExecutor executor =
                ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getAsyncExecutor();
        executor.start();
        try {
            if (!left.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException(left.getCount() + " of " + due + " timers did not fire");
            }
            return due;
        } finally {
            executor.shutdown();
            engine.getRuntimeService().removeEventListener(listener);
        }
    }

    /** Counts the jobs that are done and committed. */
    private static final class Committed extends AbstractFlowableEventListener {
        private final CountDownLatch left;

        Committed(CountDownLatch left) {
            this.left = left;
            setOnTransaction(TransactionState.COMMITTED.name());
        }

        @Override
        public void onEvent(FlowableEvent event) {
            left.countDown();
        }

        @Override
        public boolean isFireOnTransactionLifecycleEvent() {
            return true;
        }

        @Override
        public boolean isFailOnException() {
            return false;
        }
    }

    @Override
    public void close() {
        engine.close();
        pool.close();
    }
}
