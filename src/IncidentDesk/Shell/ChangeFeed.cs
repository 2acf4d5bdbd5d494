using System.Collections.Concurrent;
using System.Threading.Channels;

namespace IncidentDesk.Shell;

/// <summary>Hands each numbered change to everyone who listens on this node. A listener who does not keep up is let go and resumes from the table.</summary>
public sealed class ChangeFeed
{
    private const int Patience = 512;
    private readonly ConcurrentDictionary<Listener, bool> listeners = new();

    private long last;

    /// <summary>Number of the last change that was told here.</summary>
    public long Last => Volatile.Read(ref last);

    public int Listeners => listeners.Count;

    public Listener Listen()
    {
        var listener = new Listener(this);
        listeners[listener] = true;
        return listener;
    }

    /// <summary>Where the telling begins: what was numbered before is told to nobody.</summary>
    public void StartAt(long seq) => Volatile.Write(ref last, seq);

    public void Publish(IReadOnlyList<Change> changes)
    {
        Volatile.Write(ref last, changes[^1].Seq);
        foreach (var listener in listeners.Keys)
            foreach (var change in changes)
                if (!listener.Offer(change))
                    break;
    }

    public sealed class Listener(ChangeFeed feed) : IDisposable
    {
        private readonly Channel<Change> waiting = Channel.CreateBounded<Change>(new BoundedChannelOptions(Patience) { SingleReader = true });

        /// <summary>Ends when the listener fell behind.</summary>
        public ChannelReader<Change> Changes => waiting.Reader;

        public void Dispose()
        {
            feed.listeners.TryRemove(this, out _);
            waiting.Writer.TryComplete();
        }

        internal bool Offer(Change change)
        {
            if (waiting.Writer.TryWrite(change))
                return true;
            Dispose();
            return false;
        }
    }
}
