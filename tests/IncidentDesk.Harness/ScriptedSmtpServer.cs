using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace IncidentDesk.Harness;

/// <summary>
/// A small real mail server on loopback that does at each step what a test tells it. Steps: <c>connect greeting EHLO STARTTLS
/// AUTH MAIL RCPT DATA content dot RSET QUIT</c>; what is not told is done as a well-behaved server does it.
/// </summary>
public sealed class ScriptedSmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<SmtpAct>> once = new();
    private readonly ConcurrentDictionary<string, SmtpAct> always = new();
    private readonly ConcurrentQueue<ReceivedMail> messages = new();
    private readonly ConcurrentQueue<string> commands = new();
    private readonly ConcurrentQueue<string> pipelined = new();
    private readonly ConcurrentBag<Task> talks = [];
    private readonly Task accepting;
    private int connections, queued;

    private ScriptedSmtpServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What EHLO announces; STARTTLS is added where there is a certificate.</summary>
    public IReadOnlyList<string> Extensions { get; set; } = ["PIPELINING", "SIZE 10485760", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"];

    /// <summary>With a certificate the server can STARTTLS, or speaks TLS at once.</summary>
    public X509Certificate2? Certificate { get; set; }

    public bool TlsAtOnce { get; set; }

    /// <summary>Bytes sent together with the answer to STARTTLS, before TLS: an injection.</summary>
    public string SlippedIn { get; set; } = "";

    /// <summary>Who may sign in, name to password.</summary>
    public ConcurrentDictionary<string, string> Users { get; } = new();

    /// <summary>Called at each step before the server acts: the peer knows the moment better than any timer.</summary>
    public Func<string, Task> AtStep { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called with the whole mail at its final dot, before the server acts.</summary>
    public Func<ReceivedMail, Task> AtDot { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<ReceivedMail> Messages => [.. messages];

    public int MessagesReceived => messages.Count;

    public int Connections => connections;

    /// <summary>Every command line that arrived, in order.</summary>
    public IReadOnlyList<string> Commands => [.. commands];

    /// <summary>The command lines that came together with the next one.</summary>
    public IReadOnlyList<string> Pipelined => [.. pipelined];

    internal CancellationToken Stopping => stop.Token;

    public static ScriptedSmtpServer Start() => new();

    /// <summary>From now on, at this step.</summary>
    public void On(string step, SmtpAct act) => always[step] = act;

    /// <summary>The next time only, at this step; several are done one after another.</summary>
    public void Once(string step, SmtpAct act) => once.GetOrAdd(step, _ => new()).Enqueue(act);

    /// <summary>From now on it does what a well-behaved server does; what it has received stays.</summary>
    public void Behave()
    {
        once.Clear();
        always.Clear();
        (AtStep, AtDot) = (_ => Task.CompletedTask, _ => Task.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested)
            return;
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(talks);
    }

    internal async Task<SmtpAct> ActAsync(string step, string usual)
    {
        await AtStep(step);
        return once.TryGetValue(step, out var next) && next.TryDequeue(out var act) ? act
            : always.TryGetValue(step, out var told) ? told
            : SmtpAct.Say(usual);
    }

    internal void Heard(string command, bool hasMore)
    {
        commands.Enqueue(command);
        if (hasMore)
            pipelined.Enqueue(command);
    }

    internal void Keep(ReceivedMail mail) => messages.Enqueue(mail);

    internal string NextQueueId() => $"4F{Interlocked.Increment(ref queued):D6}";

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(stop.Token);
                Interlocked.Increment(ref connections);
                talks.Add(Task.Run(() => new ScriptedSmtpTalk(this, socket).RunAsync()));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }
}
