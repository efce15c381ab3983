package dev.slipway.service.flow;

import dev.slipway.service.decide.Inbox;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Topics;
import dev.slipway.service.work.Act;
import dev.slipway.service.work.OpenWork;
import dev.slipway.service.work.RetryPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;

/** One instance of the echo service; as a process of its own it can be killed and stopped. */
final class EchoInstance {
    static final Topics TOPICS = new Topics("test", 4, (short) 1, 1);

    private EchoInstance() {}

    static Flow start(String bootstrapServers, String instance) {
        var clients = new KafkaClients(bootstrapServers);
        var metrics = new FlowMetrics(new SimpleMeterRegistry(), Echo.SERVICE);
        var clock = Clock.systemUTC();
        var inbox = new Inbox<>(clients, TOPICS, Echo.SERVICE, instance, new Echo.EchoDecider(), clock, metrics);
        var act = new Act<>(new Echo.EchoActor(5), RetryPolicy.standard());
        var work = new OpenWork<>(clients, TOPICS, Echo.SERVICE, Echo.Work.class, act, 16, clock, metrics);
        var flow = new Flow(
                Echo.SERVICE, List.of(new Loop("inbox " + instance, inbox), new Loop("work " + instance, work)));
        flow.start();
        return flow;
    }

    public static void main(String[] arguments) {
        var flow = start(arguments[0], arguments[1]);
        Runtime.getRuntime().addShutdownHook(new Thread(flow::close));
    }
}
