using System.Globalization;
using IncidentDesk.Channels;

namespace IncidentDesk.Operations;

/// <summary>Section <c>Evidence</c>: how much room files may take, and the scanner that looks at them.</summary>
/// <param name="Clamd">Null where there is none: files then stay unscanned, and say so.</param>
public sealed record EvidenceSettings(long MostBytes, long PerIncidentBytes, long PerAgencyBytes, ScannerAddress? Clamd)
{
    public const string Section = "Evidence";

    private static readonly string[] Known = ["MostMegabytes", "PerIncidentMegabytes", "PerAgencyMegabytes", "Clamd"];

    public static EvidenceSettings Read(IConfiguration configuration, List<SettingFault> faults)
    {
        var section = configuration.GetSection(Section);
        faults.AddRange(section.GetChildren().Where(child => !Known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            .Select(child => new SettingFault(child.Path, "there is no such setting", "không có cài đặt này")));
        return new(
            Megabytes("MostMegabytes", 200), Megabytes("PerIncidentMegabytes", 2_000), Megabytes("PerAgencyMegabytes", 20_000), Scanner(section["Clamd"], faults));

        long Megabytes(string name, long otherwise)
        {
            var text = section[name] is { Length: > 0 } given ? given.Trim() : otherwise.ToString(CultureInfo.InvariantCulture);
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 10_000_000)
                return number << 20;
            faults.Add(new($"{Section}:{name}", $"\"{text}\" is no number from 1 to 10000000", $"\"{text}\" không phải là số từ 1 đến 10000000"));
            return otherwise << 20;
        }
    }

    private static ScannerAddress? Scanner(string? text, List<SettingFault> faults)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (ScannerAddress.TryParse(text.Trim(), out var address))
            return address;
        faults.Add(new(
            $"{Section}:Clamd", $"\"{text}\" is no address like 127.0.0.1:3310 or /run/clamav/clamd.ctl",
            $"\"{text}\" không phải địa chỉ như 127.0.0.1:3310 hoặc /run/clamav/clamd.ctl"));
        return null;
    }
}

/// <summary>Where clamd listens: a socket of this machine by its path, or a host and a port.</summary>
public sealed record ScannerAddress(string? Path, string Host, int Port)
{
    public static bool TryParse(string text, out ScannerAddress address)
    {
        address = new(text, "", 0);
        // Linux cuts a longer path of a socket off.
        if (text.StartsWith('/'))
            return text.Length <= 107;
        var colon = text.LastIndexOf(':');
        if (colon < 1 || !int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65_535)
            return false;
        address = new(null, text[..colon].Trim('[', ']'), port);
        return Uri.CheckHostName(address.Host) != UriHostNameType.Unknown;
    }

    public override string ToString() => Path ?? $"{Host}:{Port}";
}
