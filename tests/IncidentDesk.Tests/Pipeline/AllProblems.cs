using IncidentDesk.Pipeline;

namespace IncidentDesk.Tests.Pipeline;

/// <summary>Every word of the contract, with the status it belongs to and a problem of it.</summary>
public static class AllProblems
{
    public static readonly IReadOnlyDictionary<string, (int Status, Problem Problem)> Words = new Dictionary<string, (int, Problem)>
    {
        ["validation"] = (400, Problems.Validation(Faults.At("/title", "required"))),
        ["unauthenticated"] = (401, Problems.Unauthenticated()),
        ["forbidden"] = (403, Problems.Forbidden("needs-a-person")),
        ["not-found"] = (404, Problems.NotFound()),
        ["method-not-allowed"] = (405, Problems.MethodNotAllowed()),
        ["not-acceptable"] = (406, Problems.NotAcceptable()),
        ["conflict"] = (409, Problems.Conflict("already-acknowledged", "Trực ban Một", DateTimeOffset.UnixEpoch)),
        ["idempotency-conflict"] = (409, Problems.IdempotencyConflict([Faults.At("/title", "differs")], new { id = Guid.Empty, number = "INC-2026-000001" })),
        ["in-progress"] = (409, Problems.InProgress()),
        ["stale"] = (412, Problems.Stale()),
        ["too-large"] = (413, Problems.TooLarge(1024)),
        ["unsupported-media-type"] = (415, Problems.UnsupportedMediaType()),
        ["version-required"] = (428, Problems.VersionRequired()),
        ["rate-limited"] = (429, Problems.RateLimited(TimeSpan.FromSeconds(2.2))),
        ["overloaded"] = (503, Problems.Overloaded(TimeSpan.Zero)),
        ["read-only"] = (503, Problems.ReadOnly()),
        ["internal"] = (500, Problems.Internal()),
    };

    public static Problem Of(string word) => Words[word].Problem;
}
