using System.Globalization;
using IncidentDesk.Pipeline;

namespace IncidentDesk.Agencies;

/// <summary>Products as people type or paste them: one a line, "FortiOS | 7.0.6 | 2", parted by bars or, out of a spreadsheet, by tabs.</summary>
/// <param name="Numbers">On which line each of them stands, from 1.</param>
public sealed record ProductLines(IReadOnlyList<SystemProducts.ProductBody> Products, IReadOnlyList<int> Numbers)
{
    public const string Field = "products";

    private static readonly char[] Bars = ['|', '\t'];

    public static string Write(IEnumerable<SystemProducts.ProductView> products) => string.Join(
        '\n', products.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Product} | {one.Version} | {one.Hosts}")));

    /// <exception cref="RefusedException">Some line is none.</exception>
    public static ProductLines Read(string text)
    {
        var (products, numbers, faults) = (new List<SystemProducts.ProductBody>(), new List<int>(), new List<Fault>());
        foreach (var (line, number) in text.Split('\n').Select((line, n) => (line, n + 1)).Where(one => !string.IsNullOrWhiteSpace(one.line)))
        {
            if (Of(line.Split(Bars, StringSplitOptions.TrimEntries)) is { } product)
                products.Add(product);
            else
                faults.Add(At(number, Faults.Saying(
                    "", "bad-format", "write product | version | machines, such as FortiOS | 7.0.6 | 2.", "viết sản phẩm | phiên bản | số máy, như FortiOS | 7.0.6 | 2.")));
            numbers.Add(number);
        }
        return faults.Count == 0 ? new(products, numbers) : throw new RefusedException(Problems.Validation(faults));
    }

    /// <summary>The fault of one product of the list, as a fault of the line that it stands on.</summary>
    public Fault Named(Fault fault) =>
        fault.Path.Split('/') is ["", Field, var place, ..] && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n < Numbers.Count
            ? At(Numbers[n], fault) : fault;

    private static Fault At(int number, Fault fault) => Faults.Saying("/" + Field, fault.Code, $"Line {number}: {fault.Message}", $"Dòng {number}: {fault.MessageVi}");

    private static SystemProducts.ProductBody? Of(string[] parts) => parts switch
    {
        [var product, var version] => new(product, version),
        [var product, var version, ""] => new(product, version),
        [var product, var version, var hosts] when long.TryParse(hosts, NumberStyles.None, CultureInfo.InvariantCulture, out var count) => new(product, version, count),
        _ => null,
    };
}
