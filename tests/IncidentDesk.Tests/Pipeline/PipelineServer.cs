using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Storage;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IncidentDesk.Tests.Pipeline;

/// <summary>A report-like body that uses every kind of field there is.</summary>
public sealed record Sample
{
    public required string Title { get; init; }
    public required DateTimeOffset DetectedAt { get; init; }
    public string? Note { get; init; }
    public long? Subjects { get; init; }
    public int Level { get; init; } = 2;
    public bool Drill { get; init; }
    public Flags? Flags { get; init; }
    public IReadOnlyList<Thing>? Things { get; init; }
    public string[] Cves { get; init; } = [];
    public DateOnly? Day { get; init; }
    public Guid? Ref { get; init; }
    public decimal? Score { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public string Inner { get; init; } = "inner";
}

public sealed record Flags(bool Serious, bool National = false);

public sealed record Thing(string Type, string Value, string? Note);

public sealed record Optional(string? Note);

public sealed record Envelope(IReadOnlyList<JsonElement> Reports);

/// <summary>A real Kestrel with the pipeline and a few doors, on a port of its own.</summary>
public sealed class PipelineServer : IAsyncDisposable
{
    public const int Limit = 64 * 1024;

    private readonly WebApplication app;

    private PipelineServer(WebApplication app)
    {
        this.app = app;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(20) };
    }

    public HttpClient Client { get; }

    public LogLines Log => app.Services.GetRequiredService<LogLines>();

    public static async Task<PipelineServer> StartAsync(ErrorPage? errorPage = null, int requestsPerSecond = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<LogLines>();
        builder.Services.AddSingleton<ILoggerProvider>(services => services.GetRequiredService<LogLines>());
        builder.Services.AddPipeline(typeof(NoSlices).Assembly);
        builder.Services.AddMediatR(mediator =>
        {
            mediator.RegisterServicesFromAssemblyContaining<PipelineServer>();
            mediator.TypeEvaluator = type => type == typeof(FileSample.Handler);
        });
        var app = builder.Build();
        app.UsePipeline(errorPage);
        app.UseRateGate(requestsPerSecond, http => http.Request.Headers["X-Caller"].ToString());
        Map(app);
        await app.StartAsync();
        return new PipelineServer(app);
    }

    public Task<Answer> PostAsync(string body, string? type = "application/json", string door = "/api/v1/samples") =>
        PostAsync(Encoding.UTF8.GetBytes(body), type, door);

    public async Task<Answer> PostAsync(byte[] body, string? type = "application/json", string door = "/api/v1/samples")
    {
        var content = new ByteArrayContent(body);
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await Client.PostAsync(door, content);
        return await Answer.OfAsync(response);
    }

    public async Task<Answer> SendAsync(HttpMethod method, string door, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, door);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Client.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    /// <summary>Sends bytes as they are and reads until the server closes or falls silent.</summary>
    public async Task<string> SendRawAsync(string request, bool thenClose = false)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", Client.BaseAddress!.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        if (thenClose)
            socket.Client.Shutdown(SocketShutdown.Send);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var answer = new StringBuilder();
        var buffer = new byte[8192];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, patience.Token)) > 0;)
                answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // The server cut the connection, which some of these requests deserve.
        }
        return answer.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }

    private static void Map(WebApplication app)
    {
        app.MapPost("/api/v1/samples", async (HttpContext http, CancellationToken cancellation) =>
            Results.Json((await Body.ReadAsync<Sample>(http, Limit, cancellation)).Value, Json.Options)).Accepts<Sample>("application/json");
        app.MapPost("/api/v1/verbatim", async (HttpContext http, CancellationToken cancellation) =>
            Results.Text((await Body.ReadAsync<Sample>(http, Limit, cancellation)).Verbatim));
        app.MapPost("/api/v1/filed", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
            Results.Text(await sender.Send(new FileSample.Command((await Body.ReadAsync<Sample>(http, Limit, cancellation)).Value), cancellation)));
        app.MapPut("/api/v1/notes", async (HttpContext http, CancellationToken cancellation) =>
            Results.Json((await Body.ReadAsync<Optional>(http, Limit, cancellation)).Value, Json.Options));
        app.MapPost("/api/v1/envelopes", async (HttpContext http, CancellationToken cancellation) =>
        {
            var body = await Body.ReadAsync<Envelope>(http, Limit, cancellation);
            return Results.Json(body.Value.Reports.Select((report, n) => Body.Check<Sample>(report, $"/reports/{n}").Faults), Json.Options);
        });
        app.MapGet("/api/v1/samples", (HttpRequest request) =>
        {
            var query = IncidentDesk.Pipeline.QueryString.Of(request);
            var read = new
            {
                q = query.Text("q"), severity = query.Words("severity", "high", "low"), from = query.Instant("from"),
                overdue = query.Flag("overdue"), assignee = query.Id("assignee"), sort = query.Word("sort", "newest", "due"),
                limit = query.Limit(), cursor = query.Cursor(),
            };
            query.Done();
            return Results.Json(read, Json.Options);
        }).Lists("q", "severity", "from", "overdue", "assignee", "sort");
        app.MapGet("/api/v1/versions", (HttpContext http) => ETags.NotModified(http, 7) ? Results.Empty : Results.Text("seven"));
        app.MapPut("/api/v1/versions", (HttpRequest request) => Results.Text(ETags.Require(request, 7).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        app.MapGet("/api/v1/files", () => Results.Bytes([1, 2, 3], "application/zip")).Produces(200, contentType: "application/zip");
        app.MapGet("/api/v1/broken", string () => throw new InvalidOperationException("secret of the house"));
        app.MapGet("/api/v1/outage", string () => throw new StorageOutageException(new IOException("disk gone")));
        app.MapGet("/api/v1/full", string () => throw new OverloadedException());
        app.MapGet("/api/v1/half", async (HttpContext http) =>
        {
            await http.Response.WriteAsync("half");
            await http.Response.Body.FlushAsync();
            throw new InvalidOperationException("too late");
        });
        app.MapGet("/api/v1/status/{status:int}", (int status) => Results.StatusCode(status));
        app.MapGet("/api/v1/words/{word}", IResult (string word) => throw new RefusedException(AllProblems.Of(word)));
        app.MapGet("/page", string () => throw new RefusedException(Problems.Forbidden()));
    }

    // The test assembly has no slices of its own that the gate should know besides the one registered below.
    private sealed class NoSlices;
}

/// <summary>A slice as small as one can be.</summary>
public static class FileSample
{
    public sealed record Command(Sample Body) : IRequest<string>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.Title).TextBetween(1, 10);
            RuleForEach(command => command.Body.Things).ChildRules(thing => thing.RuleFor(one => one.Type).OneOf("ipv4", "ipv6"));
        }
    }

    public sealed class Handler : IRequestHandler<Command, string>
    {
        public Task<string> Handle(Command request, CancellationToken cancellationToken) => Task.FromResult(request.Body.Title);
    }
}

public sealed record Answer(int Status, string? Type, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary><c>path code</c> of each error, in their order.</summary>
    public string[] Errors => [.. Json.GetProperty("errors").EnumerateArray()
        .Select(error => $"{error.GetProperty("path").GetString()} {error.GetProperty("code").GetString()}")];

    public static async Task<Answer> OfAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync(),
        response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
}

public sealed class LogLines : ILoggerProvider
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> errors = new();

    public IReadOnlyCollection<string> Errors => errors;

    public ILogger CreateLogger(string categoryName) => new Sink(errors);

    public void Dispose()
    {
    }

    private sealed class Sink(System.Collections.Concurrent.ConcurrentQueue<string> errors) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                errors.Enqueue(formatter(state, exception) + exception);
        }
    }
}
