using System.Net;

namespace IncidentDesk.Rules.Sharing;

/// <summary>A part of an incident that was left out of an export, by which rule and why.</summary>
public sealed record Cut(string Field, string Rule, string Reason, string ReasonVi);

/// <summary>
/// Which parts of an incident leave the desk and its agency in an export for an audience. Some never do, whatever the mark: who is concerned, who was asked, what was
/// remarked. Whatever names the agency or tells its story needs a mark that allows the audience. What is left helps others to protect themselves.
/// </summary>
public static class Redaction
{
    /// <summary>Never part of an export.</summary>
    public static readonly IReadOnlyList<Cut> Always =
    [
        new("contact", "personal-data", "Whom to ask at the agency is between it and the desk.", "Đầu mối của đơn vị chỉ dành cho đơn vị và bàn trực."),
        new("personalData", "personal-data", "How many people are concerned, and how, is the agency's to tell.", "Số người liên quan và mức độ do đơn vị tự công bố."),
        new("remarks", "internal", "Remarks, timeline and decisions stay with those who work on it.", "Trao đổi, dòng thời gian và quyết định chỉ dành cho người xử lý."),
        new("observables/note", "internal", "What somebody wrote beside an observable may name people.", "Ghi chú bên cạnh dấu hiệu có thể nêu tên người."),
        new("observables/person", "personal-data", "Addresses, numbers and accounts of persons, and who signed in or is named in a web address, are nobody else's.",
            "Thư, số điện thoại, tài khoản của người, kể cả thông tin đăng nhập và địa chỉ thư trong địa chỉ web, không đưa ra ngoài."),
        new("observables/own", "own-machines", "Addresses and names inside a network, in web addresses too, processes and registry keys, the folders of a file and what follows the path of a web address tell of own machines and people.",
            "Địa chỉ và tên máy của mạng nội bộ, kể cả trong địa chỉ web, tiến trình, khóa registry, thư mục chứa tệp và tham số của địa chỉ web cho biết máy và người trong đơn vị."),
        new("deliveries", "internal", "Who was told, and at which address, stays with the desk.", "Đã báo cho ai, ở địa chỉ nào chỉ dành cho bàn trực."),
        new("verbatim", "personal-data", "What was said to the letter holds all of the above.", "Nguyên văn báo cáo chứa mọi nội dung nêu trên."),
    ];

    private static readonly Cut OwnMachines = new(
        "observables/mac", "own-machines", "The address of a network card is an own machine's more often than not.", "Địa chỉ card mạng thường là của máy trong đơn vị.");

    private static readonly Cut OwnNames = new(
        "observables/own-domain", "own-machines", "A name under the agency's own domain tells whose incident it is.", "Tên miền của chính đơn vị cho biết sự cố của ai.");

    /// <summary>Parts that tell whose incident it is and what happened there.</summary>
    public static readonly IReadOnlyList<string> ByMark = ["number", "title", "description", "agency", "system", "evidence"];

    /// <summary>Observables that name a person or an own machine rather than the attacker.</summary>
    public static bool IsPersonal(string observableType) => observableType is "email" or "phone" or "user-account" or "other" or "process" or "registry-key";

    /// <summary>What of an observable may go to the audience; null where nothing. To everybody no address of a network card goes out: it is an own machine's more often than not.</summary>
    public static string? Observable(string type, string value, string audience) =>
        IsPersonal(type) || (audience == "clear" && type == "mac") ? null
        : type switch
        {
            "url" => IsOfOwnNetwork(WebAddress.HostOf(value)) ? null : WebAddress.Cut(value),
            "domain" => IsOfOwnNetwork(value) ? null : value,
            "ipv4" or "ipv6" or "cidr" => OwnAddress.Is(value) ? null : value,
            "file-name" => value[(value.LastIndexOfAny(['/', '\\']) + 1)..],
            _ => value,
        };

    /// <summary>Endings that no name on the Internet has: set aside for own networks (RFC 6762, 8375, and .internal by ICANN), or used so all the same (RFC 6762, appendix G).</summary>
    private static readonly string[] Inside = [".local", ".localhost", ".localdomain", ".internal", ".home.arpa", ".intranet", ".private", ".corp", ".home", ".lan"];

    /// <summary>A host that means something inside of a network alone: a private address or a name that holds one, a name without a dot, one with an ending of such networks.</summary>
    private static bool IsOfOwnNetwork(string host)
    {
        var name = host.TrimEnd('.');
        if (IPAddress.TryParse(name, out _))
            return OwnAddress.Is(name);
        return name.Length > 0
            && (!name.Contains('.', StringComparison.Ordinal) || OwnAddress.StandsIn(name) || Inside.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));
    }

    public static bool Keeps(string field, string tlp, string audience) => !ByMark.Contains(field) || TlpRules.Allows(tlp, audience);

    /// <summary>Everything that an export of this mark to this audience leaves out.</summary>
    public static IReadOnlyList<Cut> Cuts(string tlp, string audience) =>
    [
        .. Always,
        .. audience == "clear" ? [OwnMachines] : (IReadOnlyList<Cut>)[],
        .. Keeps("agency", tlp, audience) ? (IReadOnlyList<Cut>)[] : [OwnNames],
        .. ByMark.Where(field => !Keeps(field, tlp, audience)).Select(field => new Cut(
            field, "tlp", $"The mark TLP:{tlp.ToUpperInvariant()} does not allow TLP:{audience.ToUpperInvariant()}.",
            $"Dấu TLP:{tlp.ToUpperInvariant()} không cho phép TLP:{audience.ToUpperInvariant()}.")),
    ];
}
