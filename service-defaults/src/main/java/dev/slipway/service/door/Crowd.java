package dev.slipway.service.door;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Those who have a connection to one listening port. When all places are taken, a newcomer gets the oldest one of whoever has most of them:
 * so nobody shuts out others, however many connections he opens, and however long he says nothing on them.
 */
final class Crowd extends ChannelInboundHandlerAdapter {
    private final int places;
    private final Map<String, Set<Channel>> open = new LinkedHashMap<>();
    private int taken;

    Crowd(int places) {
        this.places = places;
    }

    /** Before anything is set up for the connection. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        var connection = (Channel) accepted;
        if (connection.remoteAddress() instanceof InetSocketAddress from && from.getAddress() != null) {
            var who = Network.of(from.getAddress());
            if (admits(who, connection)) {
                connection.closeFuture().addListener(_ -> leave(who, connection));
                context.fireChannelRead(accepted);
                return;
            }
        }
        connection.unsafe().closeForcibly(); // gone already, or one too many
    }

    private synchronized boolean admits(String who, Channel connection) {
        if (taken >= places && !makesRoomFor(who)) {
            return false;
        }
        open.computeIfAbsent(who, _ -> new LinkedHashSet<>()).add(connection);
        taken++;
        return true;
    }

    private boolean makesRoomFor(String who) {
        var most = Collections.max(
                open.entrySet(),
                Comparator.comparingInt(entry -> entry.getValue().size()));
        if (open.getOrDefault(who, Set.of()).size() >= most.getValue().size()) {
            return false;
        }
        var oldest = most.getValue().iterator().next();
        leave(most.getKey(), oldest);
        var _ = oldest.close();
        return true;
    }

    private synchronized void leave(String who, Channel connection) {
        var own = open.get(who);
        if (own != null && own.remove(connection)) {
            taken--;
            if (own.isEmpty()) {
                open.remove(who);
            }
        }
    }

    synchronized Collection<String> present() {
        return Set.copyOf(open.keySet());
    }

    synchronized int taken() {
        return taken;
    }
}
