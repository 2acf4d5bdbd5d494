namespace IncidentDesk.Rules.Sharing;

/// <summary>Writes what an attacker left behind so that no mail program makes a link of it. The attachment has it unchanged.</summary>
public static class Defanged
{
    public static string Write(string type, string value) => type switch
    {
        "url" => Dots(value).Replace("http", "hxxp", StringComparison.OrdinalIgnoreCase),
        "ipv4" or "cidr" or "domain" => Dots(value),
        "email" => Dots(value).Replace("@", "[@]", StringComparison.Ordinal),
        _ => value,
    };

    private static string Dots(string value) => value.Replace(".", "[.]", StringComparison.Ordinal);
}
