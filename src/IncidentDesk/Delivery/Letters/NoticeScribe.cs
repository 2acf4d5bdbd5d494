using System.Globalization;
using IncidentDesk.Channels.Gateway;
using IncidentDesk.Operations;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery.Letters;

/// <summary>Writes what a phone shows or says: which incident, how bad, what to do. In both languages, and nothing that a stranger may not read.</summary>
public sealed class NoticeScribe(DeskSettings settings) : IScribe
{
    private const int MostParts = 3;

    public bool Writes(string causeKind, string channel) => channel is "sms" or "voice" && NoticeText.Causes.Contains(causeKind);

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at)
    {
        var facts = await NoticeFacts.OfAsync(reading, delivery);
        return facts.Channel == "voice" ? Spoken(facts) : Written(facts);
    }

    /// <summary>INC-2026-000123 Nghiêm trọng: Cần người nhận việc. … / Critical: Somebody must take it. … Call 024 0000 0001.</summary>
    private string Written(NoticeFacts facts)
    {
        var drill = facts.IsDrill ? $"{NoticeText.Drill.Vi} / {NoticeText.Drill.En} " : "";
        var text = $"{drill}{facts.Number ?? NoticeText.Desk.Vi} {Half(facts, Language.Vietnamese)} / {Half(facts, Language.English)}"
            + NoticeText.CallUs(settings.Phone, Language.English);
        // With its marks a part holds 67 signs instead of 153: where that makes too many, a message without them arrives sooner and surer.
        return settings.Channels.Sms.Unmarked || SmsText.Parts(text) > MostParts ? SmsText.Unmarked(text) : text;
    }

    private static string Half(NoticeFacts facts, Language language) =>
        (facts.Severity is null ? "" : Texts.Say(Texts.Severities, facts.Severity, language) + ": ") + NoticeText.Ask(facts.CauseKind, language);

    private string Spoken(NoticeFacts facts) => $"{Spoken(facts, Language.Vietnamese)} {Spoken(facts, Language.English)}";

    private string Spoken(NoticeFacts facts, Language language)
    {
        var drill = facts.IsDrill ? $"{NoticeText.Drill.In(language)}. " : "";
        return $"{drill}{NoticeText.Desk.In(language)}. {Which(facts, language)}{NoticeText.Ask(facts.CauseKind, language)}"
            + NoticeText.CallUs(settings.Phone, language);
    }

    // A number is heard as a number: nobody can write down "INC dash 2026 dash zero zero zero".
    private static string Which(NoticeFacts facts, Language language) =>
        facts.Number?.Split('-') is [_, var year, var order] && int.TryParse(order, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? NoticeText.Which.In(language, n, year, Texts.Say(Texts.Severities, facts.Severity!, language).ToLowerInvariant())
            : "";
}
