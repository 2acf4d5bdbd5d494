using System.Text;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Channels.Webhook;

namespace IncidentDesk.Channels.Guard;

/// <summary>Whom the guard lets through. What an entry may be is the channel's: an address or <c>@domain</c>, a phone number, a host.</summary>
public sealed class AllowList
{
    public static readonly AllowList Empty = new([], [], _ => []);
    private readonly HashSet<string> entries;
    private readonly Func<string, IEnumerable<string>> entriesFor;

    private AllowList(IEnumerable<string> entries, IReadOnlyList<string> refused, Func<string, IEnumerable<string>> entriesFor)
    {
        this.entries = new(entries, StringComparer.OrdinalIgnoreCase);
        this.entriesFor = entriesFor;
        Refused = refused;
    }

    private delegate bool Reading(string word, out string entry);

    /// <summary>What was written in the list and means nothing.</summary>
    public IReadOnlyList<string> Refused { get; }

    /// <summary>Whole addresses (mail, phone number, URL) or <c>@domain</c>, which means that domain and none below it; separated by commas, semicolons or blanks.</summary>
    public static AllowList Parse(string? text) => Parse(text, TryEntry, EntriesFor);

    /// <summary>Phone numbers in E.164.</summary>
    public static AllowList OfPhones(string? text) => Parse(text, TryPhone, address => IsPhone(address) ? [address] : []);

    /// <summary>Hosts, each meaning itself and none below it; an address is let through by its host.</summary>
    public static AllowList OfHosts(string? text) =>
        Parse(text, HostName.TryParse, address => Uri.TryCreate(address, UriKind.Absolute, out var url) ? [HostName.Of(url)] : []);

    public bool Contains(string address) => entriesFor(address).Any(entries.Contains);

    private static AllowList Parse(string? text, Reading reading, Func<string, IEnumerable<string>> entriesFor)
    {
        var words = (text ?? "").Split([',', ';', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var known = words.ToLookup(word => reading(word, out _));
        return new(known[true].Select(word => reading(word, out var entry) ? entry : word), [.. known[false]], entriesFor);
    }

    private static IEnumerable<string> EntriesFor(string address) =>
        !TryEntry(address, out var entry) || entry[0] == '@' ? []
        : IsMail(entry) ? [entry, "@" + MailAddressRules.DomainOf(entry)]
        : [entry];

    private static bool TryEntry(string word, out string entry)
    {
        entry = word;
        if (word.StartsWith('@'))
        {
            var known = MailAddressRules.TryParse("x" + word, out var address);
            entry = known ? address[1..] : word;
            return known;
        }
        if (IsMail(word))
            return MailAddressRules.TryParse(word, out entry);
        entry = word.Normalize(NormalizationForm.FormC);
        return IsPhone(word) || (Uri.TryCreate(word, UriKind.Absolute, out var url) && url.Scheme is "https" or "http");
    }

    private static bool TryPhone(string word, out string entry)
    {
        entry = word;
        return IsPhone(word);
    }

    private static bool IsMail(string word) => word.Contains('@', StringComparison.Ordinal) && !word.Contains("://", StringComparison.Ordinal);

    private static bool IsPhone(string word) => word.Length is > 3 and < 17 && word[0] == '+' && word.Skip(1).All(char.IsAsciiDigit);
}
