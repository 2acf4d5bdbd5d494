using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Keys;

/// <summary>An administrator gives a machine a key. The answer is the only place where its secret ever stands.</summary>
public static class IssueKey
{
    /// <summary>Either an agency or the desk, said outright: what was forgotten must not become a key that sees everything.</summary>
    public sealed record KeyBody
    {
        public required string Name { get; init; }

        /// <summary>Code of the agency that it belongs to.</summary>
        public string? Agency { get; init; }

        /// <summary>True for a key of the desk.</summary>
        public bool? Desk { get; init; }
        public required IReadOnlyList<string> Scopes { get; init; }

        /// <summary>User name or id of the person in whose name it acts.</summary>
        public string? Person { get; init; }

        /// <summary>A year from now where absent.</summary>
        public DateTimeOffset? ExpiresAt { get; init; }
    }

    public sealed record Command(KeyBody Body) : IRequest<ShownOnce>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(command => command.Body.Name).TextBetween(1, 200);
            RuleFor(command => command.Body.Scopes).NotEmpty().WithFault("required");
            RuleForEach(command => command.Body.Scopes).OneOf(Scopes.All);
            RuleForEach(command => command.Body.Scopes).OfNoDesk().When(command => command.Body.Agency is not null && command.Body.Desk != true);
            RuleFor(command => command.Body.Agency).NotNull().WithFault("required").When(command => command.Body.Desk != true);
            RuleFor(command => command.Body.Agency).Null().WithState(_ => Faults.Saying("", "out-of-range",
                "A key belongs to the desk or to an agency: give one of the two.",
                "Khóa thuộc bàn trực hoặc một cơ quan: chỉ chọn một.")).When(command => command.Body.Desk == true);
            RuleFor(command => command.Body.ExpiresAt).EndsInTime(clock);
        }
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, ShownOnce>
    {
        public Task<ShownOnce> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var (body, now) = (command.Body, clock.GetUtcNow());
                await KeyLimits.RefuseMoreThanAsync(transaction, caller, body);
                var outcome = await AddKey.AddAsync(
                    transaction, new(body.Name, body.Agency, body.Scopes, body.Person, body.ExpiresAt, Actor.Of(caller).Word), now);
                return outcome switch
                {
                    AddKey.Outcome.Added added => new ShownOnce((await KeyView.FindAsync(transaction, added.Id, now))!, added.Shown),
                    AddKey.Outcome.NoSuchAgency => throw Refusal("/agency", body.Agency!),
                    _ => throw Refusal("/person", body.Person!),
                };
            }, cancellation);

        private static RefusedException Refusal(string path, string named) =>
            new(Problems.Validation(Faults.At(path, "unknown-reference", named)));
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/keys", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var body = await Body.ReadAsync<KeyBody>(http, KeyLimits.MostBytes, cancellation);
            var shown = await sender.Send(new Command(body.Value), cancellation);
            ShownOnce.Tell(http.Response, shown);
            return Made.Say(http, shown, $"/api/v1/keys/{shown.Key.Id:D}");
        })
        .Accepts<KeyBody>("application/json").Produces<ShownOnce>(StatusCodes.Status201Created)
        .WithSummary("Add a key; its secret is shown once").NeedsDesk(Scopes.Admin).NeedsFreshProof();
}
