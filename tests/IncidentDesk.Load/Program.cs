using IncidentDesk.Load;

// The parent runs three servers in turn and compares them, or measures how soon the first attempt leaves, how soon open boards are right, a search, or the matrix of letters; a child is one of the two baselines.
return args switch
{
    ["baseline", var directory, var writesPerCommit] =>
        await Baseline.ServeAsync(directory, int.Parse(writesPerCommit, System.Globalization.CultureInfo.InvariantCulture)),
    ["boards", .. var counts] => await Boards.RunAsync(BoardOptions.Read(counts)),
    ["latency", .. var counts] => await Latency.RunAsync(LatencyOptions.Read(counts)),
    ["matrix", .. var counts] => await MatrixSpeed.RunAsync(MatrixOptions.Read(counts)),
    ["search", .. var counts] => await SearchSpeed.RunAsync(counts),
    _ => await Comparison.RunAsync(LoadOptions.Read(args)),
};
