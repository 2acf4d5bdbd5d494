using System.Text;
using IncidentDesk.Channels.Http;

namespace IncidentDesk.Channels.Gateway;

/// <summary>Reads a provider's answer by its template: a status alone is rarely a yes, many say 200 and mean no.</summary>
internal sealed class GatewayAnswer(GatewayOptions options)
{
    private readonly IReadOnlySet<int> yes = StatusRanges.Parse(options.AcceptedStatus) ?? new HashSet<int>();
    private readonly string[] accepted = Words(options.AcceptedWords);
    private readonly string[] permanent = Words(options.PermanentWords);

    public Outcome Judge(HttpAnswer answer)
    {
        var outcome = yes.Contains(answer.Status) ? Answered(answer) : answer.Judged is { Verdict: Verdict.Ok } ? NotYes(answer) : answer.Judged;
        if (outcome is { Verdict: not Verdict.Ok, Blame: not Blame.Setting } && permanent.Any(word => Has(answer.Text, word)))
            outcome = outcome with { Verdict = Verdict.Permanent, RetryAfter = null, Blame = Blame.Message };
        return outcome with { Reply = WithoutSecrets(outcome.Reply) };
    }

    private Outcome Answered(HttpAnswer answer)
    {
        if (options.AcceptedPath.Length == 0 && accepted.Length == 0)
            return Yes(answer);
        // What says yes or no broke off, or was no JSON: the provider may well have taken it.
        var said = options.AcceptedPath.Length == 0 ? answer.Text : answer.At(options.AcceptedPath);
        var isYes = said is not null && (accepted.Length == 0 || accepted.Any(word => options.AcceptedPath.Length == 0 ? Has(said, word) : Is(said, word)));
        if (isYes)
            return Yes(answer);
        return answer.IsWhole && (said is not null || answer.IsJson)
            ? NotYes(answer)
            : new(Verdict.Unknown, answer.Words) { Blame = Blame.Peer };
    }

    private Outcome Yes(HttpAnswer answer)
    {
        var reference = options.ReferencePath.Length > 0 ? answer.At(options.ReferencePath) : null;
        return new(Verdict.Ok, WireText.Cut(reference is null ? answer.Words : $"reference {reference}; {answer.Words}"));
    }

    // The provider had it and did not say yes: no credit, a rule of theirs. It says nothing of the next message.
    private static Outcome NotYes(HttpAnswer answer) => new(Verdict.Transient, answer.Words, answer.RetryAfter) { Blame = Blame.Message };

    // Some repeat what they were sent, and the reply is kept and shown. The longest first: one may hold the others.
    private string WithoutSecrets(string words)
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{options.Password}"));
        foreach (var secret in new[] { options.Password.Length > 0 ? basic : "", options.Token, options.Password }
            .Where(secret => secret.Length > 0).OrderByDescending(secret => secret.Length))
            words = words.Replace(secret, "***", StringComparison.OrdinalIgnoreCase).Replace(Uri.EscapeDataString(secret), "***", StringComparison.OrdinalIgnoreCase);
        return words;
    }

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static bool Is(string text, string word) => text.Trim().Equals(word, StringComparison.OrdinalIgnoreCase);

    private static string[] Words(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
