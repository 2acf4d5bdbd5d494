using IncidentDesk.Rules.Text;

namespace IncidentDesk.Rules.Versions;

/// <summary>Names of products as they are compared: without case, marks, blanks and signs. "Fortinet FortiOS" ends with what "FortiOS" is.</summary>
public static class ProductName
{
    public static string KeyOf(string name) => string.Concat(Folding.Fold(name).Where(char.IsAsciiLetterOrDigit));

    /// <summary>Whether a letter means what an inventory calls so. Brackets may tell the machine: "FortiOS (FortiGate 100F)" is FortiOS.</summary>
    public static bool IsNamed(string inventoryName, string letterKey) =>
        IsNamedBy(KeyOf(inventoryName), letterKey)
        || (inventoryName.IndexOfAny(['(', '[']) is var bracket and > 0 && IsNamedBy(KeyOf(inventoryName[..bracket]), letterKey));

    /// <summary>A letter names the product, an inventory often the vendor before it; too short a name would be the end of many.</summary>
    public static bool IsNamedBy(string inventoryKey, string letterKey) =>
        letterKey.Length > 0 && (inventoryKey == letterKey || (letterKey.Length >= 4 && inventoryKey.EndsWith(letterKey, StringComparison.Ordinal)));
}
