using System.Text;
using IncidentDesk.Channels.Mail;

namespace IncidentDesk.Channels.Guard;

/// <summary>Whom the guard lets through: whole addresses (mail, phone number, URL) or <c>@domain</c>, which means that domain and none below it.</summary>
public sealed class AllowList
{
    public static readonly AllowList Empty = new([], []);
    private readonly HashSet<string> entries;

    private AllowList(IEnumerable<string> entries, IReadOnlyList<string> refused)
    {
        this.entries = new(entries, StringComparer.OrdinalIgnoreCase);
        Refused = refused;
    }

    /// <summary>What was written in the list and means nothing.</summary>
    public IReadOnlyList<string> Refused { get; }

    /// <summary>Reads entries separated by commas, semicolons or blanks.</summary>
    public static AllowList Parse(string? text)
    {
        var words = (text ?? "").Split([',', ';', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var known = words.ToLookup(word => TryEntry(word, out _));
        return new(known[true].Select(word => TryEntry(word, out var entry) ? entry : word), [.. known[false]]);
    }

    public bool Contains(string address) =>
        TryEntry(address, out var entry) && entry[0] != '@'
        && (entries.Contains(entry) || (IsMail(entry) && entries.Contains("@" + MailAddressRules.DomainOf(entry))));

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

    private static bool IsMail(string word) => word.Contains('@', StringComparison.Ordinal) && !word.Contains("://", StringComparison.Ordinal);

    private static bool IsPhone(string word) => word.Length is > 3 and < 17 && word[0] == '+' && word.Skip(1).All(char.IsAsciiDigit);
}
